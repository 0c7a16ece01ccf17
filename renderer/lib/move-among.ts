/**
 * Moves the focus among the items of a screen, which are marked by an attribute. An item is where the keyboard is when
 * the focus is anywhere inside its list entry.
 */
export function moveAmong(attribute: string, by: -1 | 1): void {
  const all = itemsOf(attribute);
  const index = indexOfActive(all);
  const next = index < 0 ? 0 : Math.min(all.length - 1, Math.max(0, index + by));
  all[next]?.focus();
}

/** Before an item goes: the keyboard moves on to the next one, or the one before. */
export function leaveItem(attribute: string, entry: Element): void {
  const all = itemsOf(attribute);
  const index = all.findIndex((item) => entry.contains(item));
  (all[index + 1] ?? all[index - 1])?.focus();
}

function itemsOf(attribute: string): readonly HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(`[${attribute}]`)];
}

function indexOfActive(all: readonly HTMLElement[]): number {
  return all.findIndex((item) => (item.closest('li') ?? item).contains(document.activeElement));
}
