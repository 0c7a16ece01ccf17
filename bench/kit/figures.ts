import type { Figure } from './types.ts';

/** The p-th percentile (0–100) by the nearest-rank method. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)];
  if (value === undefined) throw new RangeError('no values to take a percentile of');
  return value;
}

export function figure(
  input: Omit<Figure, 'ratio' | 'baseline' | 'target'> & Partial<Pick<Figure, 'baseline' | 'target'>>,
): Figure {
  const value = round(input.value);
  const baseline = input.baseline ? { name: input.baseline.name, value: round(input.baseline.value) } : null;
  return {
    ...input,
    value,
    target: input.target ?? null,
    baseline,
    ratio: baseline ? round(value / baseline.value) : null,
  };
}

/** Three significant digits: more would pretend to a precision that no run here has. */
function round(value: number): number {
  return Number(value.toPrecision(3));
}
