/**
 * Says when the slot holds back too much write-ahead log, long before it has to be given up: somebody can still look
 * why. Once when it begins and once when it is over, however often it is measured.
 */
import type { ShapeLogger } from '../options.ts';

export type LagAlarm = {
  readonly observe: (lagBytes: number) => void;
  readonly isRaised: () => boolean;
};

/** It is over below this share of the limit, so that a lag around the limit does not ring all the time. */
const OVER_AT = 0.5;

export function createLagAlarm(options: {
  readonly slot: string;
  readonly limitBytes: number;
  readonly giveUpBytes: number;
  readonly log: ShapeLogger;
}): LagAlarm {
  const { slot, limitBytes, giveUpBytes, log } = options;
  let isRaised = false;
  return {
    observe: (lagBytes) => {
      if (!isRaised && lagBytes > limitBytes) {
        isRaised = true;
        log.warn(
          { alarm: 'slot_lag', slot, lagBytes, limitBytes, giveUpBytes },
          'the replication slot holds back much write-ahead log: look for long transactions and a slow disk',
        );
      } else if (isRaised && lagBytes <= limitBytes * OVER_AT) {
        isRaised = false;
        log.info({ alarm: 'slot_lag', slot, lagBytes }, 'the replication slot has caught up');
      }
    },
    isRaised: () => isRaised,
  };
}
