import type { Change } from '../../hooks/use-mutation.ts';
import type { MutationRequest, RowValues } from '../desktop-client.ts';

type FieldChange = {
  /** Row changed; also its key in lists. */
  readonly id: string;
  readonly before: RowValues;
  readonly after: RowValues;
  /** Past tense, for the undo message: "Status of Ann Lee changed". */
  readonly title: string;
  /** The mutation that writes these fields. */
  readonly request: (fields: RowValues) => MutationRequest;
  /** Small edits in a table keep their undo for Mod+Z and say nothing. */
  readonly showMessage?: boolean | undefined;
};

/** A change of fields of one row: painted at once, measured against what was seen. */
export function fieldChange(change: FieldChange): Change {
  const { id, before, after, title, request, showMessage = false } = change;
  return {
    ...request(after),
    expected: { [id]: { ...before } },
    optimistic: [{ key: id, fields: after }],
    undo: { title, showMessage },
  };
}

/** `{ client_id, changes: [{ id, patch }] }`, the form most mutations of fields take. */
export function patchRequest(
  name: string,
  clientId: string,
  id: string,
): (patch: RowValues) => MutationRequest {
  return (patch) => ({ name, args: { client_id: clientId, changes: [{ id, patch }] } });
}
