/** A person takes back what they did last, or makes it again. */
import type { MutationParties } from '../../../electron/desktop/run-mutation.ts';
import { AppError } from '../../../shared/kernel/app-error.ts';
import type { Perform } from './device-steps.ts';
import { whileAlive } from './edit.ts';

export const takeBack: Perform = async (world, device, random) => {
  if (!device.isUp()) return `${device.name} is off`;
  const living = whileAlive(world, device);
  const workspace = await living(device.workspace());
  const parties = workspace && (await living(workspace.mutationParties()));
  if (!workspace || !parties) return `${device.name} was killed`;
  const lane = random.chance(0.75) ? 'undo' : 'redo';
  const what = `${device.name} ${lane === 'undo' ? 'takes back the last action' : 'makes it again'}`;
  const made: string[] = [];
  try {
    const told = notingWhatIsMade(parties, (id, name) => {
      world.ledger.ask(id, device.name, name);
      made.push(id);
    });
    const done = await living(workspace.undo.takeBack(told, lane));
    if (!done) return `${what}: killed over it`;
    for (const id of made) world.ledger.mark(id, 'told');
    return `${what} (${done.title}: ${made.length} changes)`;
  } catch (cause) {
    const error = AppError.from(cause);
    // A bug is a finding; anything else is an answer.
    if (error.code === 'bug') world.violations.push(`${what} failed: ${error.message}`);
    return `${what}: refused (${error.code})`;
  }
};

/** A change is known before it can be on the disk. */
function notingWhatIsMade(
  parties: MutationParties,
  note: (id: string, name: string) => void,
): MutationParties {
  const { outbox } = parties;
  const append: typeof outbox.append = (draft, options) => {
    note(draft.id, draft.name);
    return outbox.append(draft, options);
  };
  return { ...parties, outbox: { ...outbox, append } };
}
