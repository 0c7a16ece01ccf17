/**
 * Reads what the catalog knows about a table: columns with their types, primary key, replica identity and
 * whether the service's publication carries it. Only ordinary and partitioned tables exist for the protocol.
 */
import { z } from 'zod';
import type { RelationName } from '../names/identifier.ts';
import type { Queryable } from '../storage/database.ts';
import { relationSignature, type Column, type Relation } from './relation.ts';

const INSPECT = `
select c.oid::int8::text as oid, n.nspname as schema, c.relname as name, c.relkind::text as kind, c.relreplident::text as identity,
  exists (select 1 from pg_publication_rel pr join pg_publication p on p.oid = pr.prpubid
           where pr.prrelid = c.oid and p.pubname = $3) as published,
  coalesce((
    select json_agg(json_build_object(
      'name', a.attname, 'type', coalesce(e.typname, t.typname), 'dimensions', case when e.oid is null then 0 else greatest(a.attndims, 1) end,
      'kind', coalesce(e.typtype, t.typtype), 'sqlType', format_type(a.atttypid, a.atttypmod),
      'baseType', coalesce(b.typname, e.typname, t.typname), 'modifier', a.atttypmod, 'typeId', a.atttypid::int8::text,
      'notNull', a.attnotnull, 'generated', a.attgenerated <> '',
      'deterministic', coalesce(l.collisdeterministic, true),
      'keyIndex', (select k.position - 1 from pg_index i, unnest(i.indkey) with ordinality as k(attnum, position)
                    where i.indrelid = c.oid and i.indisprimary and k.attnum = a.attnum)
    ) order by a.attnum)
    from pg_attribute a
    join pg_type t on t.oid = a.atttypid
    left join pg_type e on e.oid = t.typelem and t.typcategory = 'A' and t.typlen = -1
    left join pg_type b on b.oid = t.typbasetype and t.typtype = 'd'
    left join pg_collation l on l.oid = a.attcollation
    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  ), '[]'::json) as columns
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname = $1 and c.relname = $2 and c.relkind in ('r', 'p')`;

const columnSchema = z.object({
  name: z.string(),
  type: z.string(),
  dimensions: z.number(),
  kind: z.string(),
  sqlType: z.string(),
  baseType: z.string(),
  modifier: z.number(),
  typeId: z.string(),
  notNull: z.boolean(),
  generated: z.boolean(),
  deterministic: z.boolean(),
  keyIndex: z.number().nullable(),
});

const rowSchema = z.object({
  oid: z.string().transform(Number),
  schema: z.string(),
  name: z.string(),
  kind: z.string(),
  identity: z.string(),
  published: z.boolean(),
  columns: z.array(columnSchema),
});

/** A table with the signature its next replicated change must carry. */
export type InspectedRelation = { readonly relation: Relation; readonly signature: string };

/** Undefined when no ordinary or partitioned table has that name. */
export async function inspectRelation(
  database: Queryable,
  name: RelationName,
  publication: string,
): Promise<InspectedRelation | undefined> {
  const result = await database.query(INSPECT, [name.schema, name.name, publication]);
  if (result.rows[0] === undefined) return undefined;
  const row = rowSchema.parse(result.rows[0]);
  return {
    relation: {
      oid: row.oid,
      schema: row.schema,
      name: row.name,
      kind: row.kind === 'p' ? 'partitioned' : 'table',
      columns: row.columns.map(toColumn),
      isFullIdentity: row.identity === 'f',
      isPublished: row.published,
    },
    signature: relationSignature(
      row,
      row.columns.filter((column) => !column.generated),
    ),
  };
}

const TYPE_KINDS: Readonly<Record<string, Column['typeKind']>> = {
  b: 'base',
  e: 'enum',
  d: 'domain',
  c: 'composite',
  r: 'range',
};

function toColumn(column: z.infer<typeof columnSchema>): Column {
  return {
    name: column.name,
    type: column.type,
    dimensions: column.dimensions,
    typeKind: TYPE_KINDS[column.kind] ?? 'other',
    sqlType: column.sqlType,
    baseType: column.baseType,
    typeModifier: column.modifier,
    isNotNull: column.notNull,
    keyIndex: column.keyIndex ?? undefined,
    isGenerated: column.generated,
    hasByteEquality: column.deterministic,
  };
}
