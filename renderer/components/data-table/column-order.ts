/** A stored order brought up to date: unknown columns dropped, new ones at their own place, the first one first. */
export function completeOrder(
  stored: readonly string[],
  columns: readonly { readonly id: string }[],
): string[] {
  const ids = columns.map((column) => column.id);
  const first = ids[0];
  if (first === undefined) return [];
  const order = [first, ...stored.filter((id) => id !== first && ids.includes(id))];
  for (const [index, id] of ids.entries()) {
    if (!order.includes(id)) order.splice(Math.min(index, order.length), 0, id);
  }
  return order;
}

/** Swaps a column with its visible neighbour; the first column keeps its place. */
export function moveAmongVisible(
  order: readonly string[],
  columnId: string,
  by: -1 | 1,
  isVisible: (id: string) => boolean,
): string[] {
  const visible = order.filter(isVisible);
  const index = visible.indexOf(columnId);
  const other = visible[index + by];
  if (index < 1 || other === undefined || other === visible[0]) return [...order];
  return order.map((id) => (id === columnId ? other : id === other ? columnId : id));
}

/** A state update given as a value or as a function of the old value. */
export function resolveUpdate<Value>(update: Value | ((old: Value) => Value), old: Value): Value {
  return update instanceof Function ? update(old) : update;
}
