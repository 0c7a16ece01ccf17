/** A stream that others push into; iterating waits for the next value, ending the signal ends it. */
export type AsyncQueue<Value> = {
  readonly push: (value: Value) => void;
  readonly fail: (error: unknown) => void;
  readonly stream: (signal: AbortSignal) => AsyncGenerator<Value, void, void>;
};

export function createAsyncQueue<Value>(): AsyncQueue<Value> {
  const values: Value[] = [];
  let failure: { readonly error: unknown } | null = null;
  let wake: () => void = () => undefined;

  return {
    push(value) {
      values.push(value);
      wake();
    },
    fail(error) {
      failure = { error };
      wake();
    },
    async *stream(signal) {
      signal.addEventListener('abort', () => wake(), { once: true });
      while (!signal.aborted) {
        const [next] = values.splice(0, 1);
        if (next !== undefined) {
          yield next;
          continue;
        }
        if (failure) throw failure.error;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}
