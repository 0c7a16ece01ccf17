/**
 * The keys of a long list in order, in chunks, so that finding, inserting and removing one of 100,000 costs
 * microseconds and memory stays near that of the keys.
 */
const CHUNK = 512;

type Chunk = { keys: string[] };

export type OrderedKeys = {
  readonly size: () => number;
  readonly has: (key: string) => boolean;
  readonly at: (position: number) => string | undefined;
  readonly slice: (offset: number, limit: number) => readonly string[];
  /** −1 when it is not there. */
  readonly positionOf: (key: string) => number;
  readonly insert: (position: number, key: string) => void;
  readonly remove: (key: string) => void;
  readonly all: () => readonly string[];
};

export function createOrderedKeys(keys: readonly string[]): OrderedKeys {
  const chunks: Chunk[] = [];
  const chunkOf = new Map<string, Chunk>();
  let size = keys.length;
  for (let from = 0; from < keys.length; from += CHUNK) {
    const chunk = { keys: keys.slice(from, from + CHUNK) };
    chunks.push(chunk);
    for (const key of chunk.keys) chunkOf.set(key, chunk);
  }

  /** The chunk that holds a position, and where that chunk starts. */
  const locate = (position: number): { at: number; start: number } => {
    let start = 0;
    for (const [at, chunk] of chunks.entries()) {
      if (position < start + chunk.keys.length) return { at, start };
      start += chunk.keys.length;
    }
    const last = Math.max(0, chunks.length - 1);
    return { at: last, start: start - (chunks[last]?.keys.length ?? 0) };
  };
  const insert = (position: number, key: string): void => {
    size += 1;
    const { at, start } = locate(position);
    const chunk = chunks[at] ?? { keys: [] };
    if (chunks.length === 0) chunks.push(chunk);
    chunk.keys.splice(position - start, 0, key);
    chunkOf.set(key, chunk);
    if (chunk.keys.length < CHUNK * 2) return;
    const upper = { keys: chunk.keys.splice(CHUNK) };
    chunks.splice(at + 1, 0, upper);
    for (const moved of upper.keys) chunkOf.set(moved, upper);
  };
  const slice = (offset: number, limit: number): string[] => {
    const found: string[] = [];
    if (offset >= size) return found;
    const { at, start } = locate(offset);
    for (let index = at, from = offset - start; index < chunks.length && found.length < limit; index += 1) {
      found.push(...(chunks[index]?.keys.slice(from, from + limit - found.length) ?? []));
      from = 0;
    }
    return found;
  };
  return {
    size: () => size,
    has: (key) => chunkOf.has(key),
    at: (position) => slice(position, 1)[0],
    slice,
    positionOf: (key) => {
      const chunk = chunkOf.get(key);
      if (!chunk) return -1;
      let start = 0;
      for (const other of chunks) {
        if (other === chunk) break;
        start += other.keys.length;
      }
      return start + chunk.keys.indexOf(key);
    },
    insert,
    remove: (key) => {
      const chunk = chunkOf.get(key);
      if (!chunk) return;
      size -= 1;
      chunkOf.delete(key);
      chunk.keys.splice(chunk.keys.indexOf(key), 1);
      if (chunk.keys.length === 0) chunks.splice(chunks.indexOf(chunk), 1);
    },
    all: () => chunks.flatMap((chunk) => chunk.keys),
  };
}
