import type { RelationName } from '../names/identifier.ts';
import { quoteIdentifier, quoteLiteral, quoteRelation } from '../names/identifier.ts';
import type { Row } from './relation.ts';

/**
 * Keys of rows: `"schema"."table"/"pk1"/"pk2"`. The protocol escapes the two names differently in live keys
 * (`.` and `/` doubled, `"` bare) and in snapshot keys (plain SQL quoting); both are kept as they are.
 */
export function liveKeyPrefix(relation: RelationName): string {
  return `"${doubled(relation.schema)}"."${doubled(relation.name)}"`;
}

export function liveKey(prefix: string, keyColumns: readonly string[], row: Row): string {
  let key = prefix;
  for (const column of keyColumns) {
    const value = row[column];
    key += value === null || value === undefined ? '/_' : `/"${value.replaceAll('/', '//')}"`;
  }
  return key;
}

/** An SQL expression of type text that gives the snapshot key of a row. */
export function snapshotKeySql(
  relation: RelationName,
  keyColumns: readonly string[],
  asText: (column: string) => string,
): string {
  const parts = keyColumns.map(
    (column) => `coalesce('/"' || replace(${asText(column)}, '/', '//') || '"', '/_')`,
  );
  return [quoteLiteral(quoteRelation(relation)), ...parts].join(' || ');
}

export function columnReference(alias: string, column: string): string {
  return `${alias}.${quoteIdentifier(column)}`;
}

function doubled(name: string): string {
  return name.replaceAll('/', '//').replaceAll('.', '..');
}
