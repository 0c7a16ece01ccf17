/** Seeded randomness for generated data: the same seed gives the same agency on every machine. */
export type Random = {
  /** 0 ≤ x < 1. */
  readonly next: () => number;
  readonly int: (min: number, max: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(items: readonly T[]) => T;
  /** Item by weight; weights need not add up to 1. */
  readonly weighted: <T>(items: readonly (readonly [T, number])[]) => T;
  /** Normal distribution by Box and Muller. */
  readonly normal: (mean: number, deviation: number) => number;
  /** Whole number of events with this mean (Knuth below 30, normal approximation above). */
  readonly poisson: (mean: number) => number;
  readonly uuid: () => string;
  /** An independent stream, so that more of one thing does not change another. */
  readonly fork: (name: string) => Random;
};

/** mulberry32: 32 bits of state, enough for data that only has to look alive. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  const normal = (mean: number, deviation: number): number =>
    mean + deviation * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return {
    next,
    int,
    normal,
    chance: (probability) => next() < probability,
    pick: (items) => at(items, int(0, items.length - 1)),
    weighted: (items) => pickWeighted(items, next()),
    poisson: (mean) => poisson(mean, next, normal),
    uuid: () => uuid(int),
    fork: (name) => createRandom(hash(`${seed}:${name}`)),
  };
}

function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError('cannot pick from an empty list');
  return item;
}

function pickWeighted<T>(items: readonly (readonly [T, number])[], position: number): T {
  let rest = position * items.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [item, weight] of items) {
    rest -= weight;
    if (rest < 0) return item;
  }
  return at(items, items.length - 1)[0];
}

function poisson(
  mean: number,
  next: () => number,
  normal: (mean: number, deviation: number) => number,
): number {
  if (mean <= 0) return 0;
  if (mean > 30) return Math.max(0, Math.round(normal(mean, Math.sqrt(mean))));
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = next(); product > limit; product *= next()) count += 1;
  return count;
}

/** Version 4 in form; the bits come from the seed. */
function uuid(int: (min: number, max: number) => number): string {
  const hex = (length: number): string => Array.from({ length }, () => int(0, 15).toString(16)).join('');
  return `${hex(8)}-${hex(4)}-4${hex(3)}-${'89ab'.charAt(int(0, 3))}${hex(3)}-${hex(12)}`;
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return value >>> 0;
}
