/** Work that must end: what never does is a finding, and is told by name. */
export async function inTime<T>(work: Promise<T>, what: string, longestMs = 15_000): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} never ends`)), longestMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
