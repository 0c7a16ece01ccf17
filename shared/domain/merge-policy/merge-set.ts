/**
 * The present set with what the writer added and removed against the set they saw. Keeps the present order, additions at
 * the end in the writer's order; duplicates vanish.
 */
export function mergeSet(
  seen: readonly string[],
  wanted: readonly string[],
  present: readonly string[],
): readonly string[] {
  const before = new Set(seen);
  const after = new Set(wanted);
  const kept = present.filter((item) => after.has(item) || !before.has(item));
  const added = wanted.filter((item) => !before.has(item));
  return [...new Set([...kept, ...added])];
}
