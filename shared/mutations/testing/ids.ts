/** Readable ids: `testId(7)` is the same in every run. */
export function testId(n: number): string {
  return `01990000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
}
