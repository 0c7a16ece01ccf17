/** Where waiting comes from, so that tests run in virtual time. */
export type Timers = {
  readonly setTimeout: (run: () => void, delayMs: number) => unknown;
  readonly clearTimeout: (handle: unknown) => void;
};
