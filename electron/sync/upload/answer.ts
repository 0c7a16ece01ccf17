import type { MutationResult, UploadResponse } from '../../../shared/contracts/server/mutations.ts';
import type { Settlement } from '../../replica/types.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { MutationRecord } from '../outbox/record.ts';
import type { UploadEvents, UploadReplica } from './ports.ts';

type Parties = {
  readonly outbox: Outbox;
  readonly replica: UploadReplica;
  readonly events: UploadEvents;
};

/**
 * Takes in the server's answer to one upload. True when it brought anything forward; false means: ask again, later.
 * Throws when this machine could not keep the answer; asking again brings the same one.
 */
export async function takeAnswer(
  parties: Parties,
  batch: readonly MutationRecord[],
  response: UploadResponse,
): Promise<boolean> {
  const { outbox, replica, events } = parties;
  const results = resultsOf(batch, response.results);
  if (results.length > 0) {
    await outbox.recordResults(results, response.wal_lsn);
    await replica.settle(results.map((result) => settlementOf(outbox, result, response.wal_lsn)));
  }
  switch (response.status) {
    case 'epoch_changed':
      await outbox.adoptEpoch(response.epoch, true);
      events.rereadSession();
      return true;
    case 'device_cloned':
      await takeNewDevice(parties);
      return true;
    case 'ok':
    case 'stopped':
      if (outbox.view().epoch !== response.epoch) await outbox.adoptEpoch(response.epoch, false);
      return results.length > 0;
  }
}

/** Answers to what was asked, once each; anything else in the list is ignored. */
function resultsOf(
  batch: readonly MutationRecord[],
  results: readonly MutationResult[],
): readonly MutationResult[] {
  const asked = new Set(batch.map((one) => one.id));
  return results.filter((result) => asked.delete(result.id));
}

/** How the replica hears of an answer, and after a restart hears of it again. */
export function settlementOf(
  outbox: Outbox,
  result: Pick<MutationResult, 'id' | 'outcome' | 'reason'>,
  walLsn: string,
): Settlement {
  return {
    id: result.id,
    seq: outbox.find(result.id)?.seq ?? 0,
    outcome: result.outcome,
    reason: result.reason ? { code: result.reason.code, hint: result.reason.hint } : null,
    walLsn,
  };
}

/** Two profiles with one id would answer for each other's numbers. Ids of mutations stay, so nothing is done twice. */
async function takeNewDevice({ outbox, events }: Parties): Promise<void> {
  const deviceId = events.newDeviceId();
  await outbox.adoptDevice(deviceId);
  await events.deviceChanged(deviceId);
}
