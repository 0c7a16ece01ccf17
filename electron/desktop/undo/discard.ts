import { uuidV7 } from '../../../shared/kernel/ids.ts';
import { isoInstant } from '../../../shared/kernel/time.ts';
import type { Discarded } from '../pending-list.ts';
import type { MutationParties } from '../run-mutation.ts';
import type { UndoDesk } from './undo-desk.ts';

/** Remembers a change that was put away as an action whose way back is to make it again; answers its group. */
export function rememberDiscarded(
  { record, summary, rows }: Discarded,
  { clock, randomBytes, remember }: Pick<MutationParties, 'clock' | 'randomBytes' | 'remember'>,
  undo: Pick<UndoDesk, 'forget'>,
): { readonly group: string } {
  const { name, version, args, expected } = record;
  const id = uuidV7(clock.now(), randomBytes);
  undo.forget(record.id);
  remember(
    {
      format: 1,
      id,
      lane: 'undo',
      group: id,
      title: `Discarded: ${summary}`,
      at: isoInstant(clock.now()),
      rows,
      reason: null,
      change: { kind: 'discarded', name, version, args: args ?? null, expected },
    },
    true,
  );
  return { group: id };
}
