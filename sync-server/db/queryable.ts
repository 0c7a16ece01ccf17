/** What a pool, a pooled client and a single client of `pg` have in common. */
export type Queryable = {
  readonly query: (
    text: string,
    values?: unknown[],
  ) => Promise<{ readonly rows: Record<string, unknown>[]; readonly rowCount: number | null }>;
};

/** Quotes a name for SQL. Names come from our schema, never from a person. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
