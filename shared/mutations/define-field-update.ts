import { z } from 'zod';
import type { MutableTableName, Row, SyncedTableName } from '../schema/registry.ts';
import { changesOf, idArgument } from './arguments.ts';
import { defineMutation, type MutationContext } from './define.ts';
import { applyFieldPatches, type FieldPatchOptions } from './field-patches.ts';
import { mayDo } from './permitted.ts';
import { changeSentence, subject } from './sentences.ts';
import type { Patch } from './store.ts';

/** Columns of a table, each optional: what a patch may name. */
type ColumnsOf<Name extends MutableTableName> = {
  readonly [Column in keyof Row<Name>]?: Row<Name>[Column] | undefined;
};

export type FieldUpdate<Name extends SyncedTableName, Fields extends ColumnsOf<Name>> = {
  readonly name: string;
  readonly table: Name;
  readonly noun: string;
  readonly entityType: string;
  /** Fields a person may change. */
  readonly patch: z.ZodType<Fields>;
  readonly nameOf: (row: Row<Name>) => string | null;
  /** Fields that follow from the change (see FieldPatchOptions). */
  readonly computed?: (
    before: Row<Name>,
    written: Partial<Row<Name>>,
    context: MutationContext,
  ) => Partial<Row<Name>>;
};

/**
 * The usual mutation of fields: up to 1,000 rows of one client, each as asked, by the merge policies. Arguments are
 * `{ client_id, changes: [{ id, patch }] }`.
 */
export function defineFieldUpdate<Name extends SyncedTableName, Fields extends ColumnsOf<Name>>(
  update: FieldUpdate<Name, Fields>,
) {
  const { computed } = update;
  return defineMutation({
    name: update.name,
    version: 1,
    args: z.object({ client_id: idArgument, changes: changesOf(update.patch) }),
    scope: (args) => args.client_id,
    permission: mayDo('update', update.table),
    apply: async (store, args, context) => {
      const fields = args.changes.map(({ patch }) => patch);
      // `Fields` are columns of this table with their types.
      const patches = args.changes.map(({ id, patch }) => ({ ...patch, id }) as unknown as Patch<Name>);
      const options: FieldPatchOptions<Name> = computed
        ? { computed: (row, written) => computed(row, written, context) }
        : {};
      const { before } = await applyFieldPatches(store, update.table, patches, context, options);
      return {
        entityType: update.entityType,
        entityId: args.changes.length === 1 ? (args.changes[0]?.id ?? null) : null,
        summary: changeSentence(
          subject(update.noun, before.map(update.nameOf), args.changes.length),
          fields.map((patch) => Object.fromEntries(Object.entries(patch))),
        ),
      };
    },
  });
}
