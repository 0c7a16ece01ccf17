/** Reads the doc comments of the schema's source: a table's own, and those of its columns. */

export type TableComments = {
  /** Place in the file, so that the document keeps the source's order. */
  readonly position: number;
  readonly about: string;
  readonly columns: ReadonlyMap<string, string>;
};

const TABLE =
  /(?:\/\*\*(?<about>(?:(?!\*\/)[^])*)\*\/\n)?export const \w+ = (?:pgTable|(?<schema>\w+)Schema\.table)\(\s*'(?<name>\w+)'/g;
const COLUMN = /\/\*\*(?<about>(?:(?!\*\/)[^])*)\*\/\s*(?<name>\w+):/g;

/** By the table's database name (`schema.name` for a `<schema>Schema.table(…)`). Column keys are the database's names. */
export function readComments(source: string): ReadonlyMap<string, TableComments> {
  const tables = [...source.matchAll(TABLE)];
  return new Map(
    tables.map((match, index) => {
      const start = match.index + match[0].length;
      // The next table's own comment belongs to its match, so it is not in this body.
      const body = source.slice(start, tables[index + 1]?.index ?? source.length);
      const columns = [...body.matchAll(COLUMN)].map(
        (column) => [column.groups?.['name'] ?? '', plain(column.groups?.['about'])] as const,
      );
      const comments = {
        position: match.index,
        about: plain(match.groups?.['about']),
        columns: new Map(columns),
      };
      const schema = match.groups?.['schema'];
      const name = match.groups?.['name'] ?? '';
      return [schema === undefined ? name : `${schema}.${name}`, comments] as const;
    }),
  );
}

function plain(comment: string | undefined): string {
  return (comment ?? '')
    .split('\n')
    .map((line) => line.replace(/^\s*\*?\s*/, '').trim())
    .filter((line) => line !== '')
    .join(' ');
}
