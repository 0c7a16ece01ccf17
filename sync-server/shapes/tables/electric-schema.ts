import type { Column } from './relation.ts';

/**
 * The `electric-schema` header: type, dimensions, key position and type modifiers of each column.
 * Modifier encodings are those of pg_attribute.atttypmod.
 */
export function electricSchema(columns: readonly Column[]): string {
  return JSON.stringify(Object.fromEntries(columns.map((column) => [column.name, describeColumn(column)])));
}

function describeColumn(column: Column): Record<string, unknown> {
  return {
    type: column.type,
    ...(column.dimensions > 0 ? { dims: column.dimensions } : {}),
    ...(column.isNotNull ? { not_null: true } : {}),
    ...(column.keyIndex === undefined ? {} : { pk_index: column.keyIndex }),
    ...modifiers(column),
  };
}

function modifiers(column: Column): Record<string, unknown> {
  const modifier = column.typeModifier;
  switch (column.type) {
    case 'bit':
    case 'varbit':
      return { length: modifier };
    case 'bpchar':
      return modifier < 0 ? {} : { length: modifier - 4 };
    case 'varchar':
      return modifier < 0 ? {} : { max_length: modifier - 4 };
    case 'numeric':
      return modifier < 0 ? {} : numericModifiers(modifier - 4);
    case 'time':
    case 'timetz':
    case 'timestamp':
    case 'timestamptz':
      return modifier < 0 ? {} : { precision: modifier };
    case 'interval':
      return modifier < 0 ? {} : intervalModifiers(modifier, column.sqlType);
    default:
      return modifier < 0 ? {} : { type_mod: modifier };
  }
}

/** Scale is an 11-bit signed number since Postgres 15. */
function numericModifiers(packed: number): Record<string, number> {
  const scale = packed & 0x7ff;
  return { precision: (packed >> 16) & 0xffff, scale: scale > 0x3ff ? scale - 0x800 : scale };
}

function intervalModifiers(modifier: number, sqlType: string): Record<string, unknown> {
  const fields = /^interval ([a-z ]+?)(?:\(\d+\))?$/.exec(sqlType)?.[1];
  const precision = modifier & 0xffff;
  return {
    ...(precision === 0xffff ? {} : { precision }),
    ...(fields === undefined ? {} : { fields: fields.toUpperCase() }),
  };
}
