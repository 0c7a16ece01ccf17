import type { TokenReader } from './token-reader.ts';

const MULTI_WORD: Readonly<Record<string, string>> = {
  'double precision': 'float8',
  'character varying': 'varchar',
  'bit varying': 'varbit',
};

const SYNONYMS: Readonly<Record<string, string>> = {
  int: 'int4',
  integer: 'int4',
  smallint: 'int2',
  bigint: 'int8',
  real: 'float4',
  float: 'float8',
  decimal: 'numeric',
  boolean: 'bool',
  char: 'bpchar',
  character: 'bpchar',
};

const ZONED: ReadonlySet<string> = new Set(['time', 'timestamp']);

/** A type name after `::`, in its catalog spelling; `[]` is kept. Length and precision are accepted and dropped. */
export function parseTypeName(reader: TokenReader): string {
  const token = reader.peek();
  if (token.kind !== 'name' && token.kind !== 'quoted') return reader.unexpected();
  reader.next();
  let name = token.text;
  if (token.kind === 'name') {
    const joined = `${name} ${reader.peek().text}`;
    const multiWord = MULTI_WORD[joined];
    if (multiWord !== undefined) {
      reader.next();
      name = multiWord;
    }
  }
  while (reader.accept('.')) name = reader.next().text;
  skipModifier(reader);
  if (ZONED.has(name)) name = withZone(reader, name);
  name = SYNONYMS[name] ?? name;
  while (reader.is('[')) {
    reader.next();
    if (reader.peek().kind === 'integer') reader.next();
    reader.expect(']');
    if (!name.endsWith('[]')) name += '[]';
  }
  return name;
}

function skipModifier(reader: TokenReader): void {
  if (!reader.accept('(')) return;
  while (!reader.is(')')) {
    if (reader.peek().kind === 'end') reader.unexpected();
    reader.next();
  }
  reader.next();
}

function withZone(reader: TokenReader, name: string): string {
  const isWith = reader.is('with');
  if (!isWith && !reader.is('without')) return name;
  reader.next();
  reader.expect('time');
  reader.expect('zone');
  return isWith ? `${name}tz` : name;
}
