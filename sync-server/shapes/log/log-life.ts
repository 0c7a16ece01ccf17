/**
 * Which unbroken log there is. A snapshot is only worth something with the log after it: one that began before the log
 * was lost, or between that and the new slot, would miss what was committed in between.
 */
export type LogLife = {
  /** A number for the present log; null between the loss of one and the beginning of the next. */
  readonly current: () => number | null;
  readonly lose: () => void;
  /** The log goes on, or begins anew after a loss. */
  readonly goOn: () => void;
};

export function createLogLife(): LogLife {
  let life = 0;
  let isLost = false;
  return {
    current: () => (isLost ? null : life),
    lose: () => {
      isLost = true;
      life += 1;
    },
    goOn: () => {
      isLost = false;
    },
  };
}
