type Point = { readonly x: number; readonly y: number };

export type SparklinePaths = {
  /** SVG path data, one for each run without gaps. */
  readonly lines: readonly string[];
  /** Where the latest value stands; null when there is none. */
  readonly last: Point | null;
};

const PADDING = 2;

/** Lays a series into a box. A flat series lies in the middle; gaps split the line. */
export function sparklinePaths(
  values: readonly (number | null)[],
  width: number,
  height: number,
): SparklinePaths {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return { lines: [], last: null };
  const low = Math.min(...known);
  const span = Math.max(...known) - low;
  const stepX = (width - 2 * PADDING) / Math.max(1, values.length - 1);
  const place = (value: number, index: number): Point => ({
    x: round(PADDING + index * stepX),
    y: round(span === 0 ? height / 2 : height - PADDING - ((value - low) / span) * (height - 2 * PADDING)),
  });

  const runs: Point[][] = [];
  let run: Point[] | null = null;
  for (const [index, value] of values.entries()) {
    if (value === null) {
      run = null;
      continue;
    }
    if (run === null) {
      run = [];
      runs.push(run);
    }
    run.push(place(value, index));
  }
  return { lines: runs.map(toPath), last: runs.at(-1)?.at(-1) ?? null };
}

function toPath(points: readonly Point[]): string {
  return points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
