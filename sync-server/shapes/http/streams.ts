const encoder = new TextEncoder();

/** A pulled body: the next text is produced only when the client has room for it. */
export function textStream(
  texts: AsyncGenerator<string | Uint8Array<ArrayBuffer>, void, void>,
  onCancel: () => void = () => undefined,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      pull: async (controller) => {
        const next = await texts.next();
        if (next.done === true) controller.close();
        else controller.enqueue(typeof next.value === 'string' ? encoder.encode(next.value) : next.value);
      },
      cancel: async () => {
        onCancel();
        await texts.return();
      },
    },
    { highWaterMark: 1 },
  );
}
