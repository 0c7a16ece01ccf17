import { expect, test } from 'vitest';
import { parseColumnList, parseRelationName, quoteLiteral } from './identifier.ts';

test.each([
  { text: 'todos', schema: 'public', name: 'todos' },
  { text: 'TODOS', schema: 'public', name: 'todos' },
  { text: '"TODOS"', schema: 'public', name: 'TODOS' },
  { text: 'public."todos"', schema: 'public', name: 'todos' },
  { text: '"o.d/d"."T.a/b""q"', schema: 'o.d/d', name: 'T.a/b"q' },
])('table $text is $schema . $name', ({ text, schema, name }) => {
  expect(parseRelationName(text)).toEqual({ ok: true, value: { schema, name } });
});

test.each([
  { text: 'a.b.c', error: 'Invalid relation identifier, too many delimiters: a.b.c' },
  { text: 'bad name', error: 'Invalid unquoted identifier contains special characters: bad name' },
  { text: '"unclosed', error: 'Invalid unquoted identifier contains special characters: "unclosed' },
  { text: 'todos;', error: 'Invalid unquoted identifier contains special characters: todos;' },
  { text: '%zz', error: 'Invalid unquoted identifier contains special characters: %zz' },
])('table $text is refused', ({ text, error }) => {
  expect(parseRelationName(text)).toEqual({ ok: false, error });
});

test('columns keep quoted names with commas and quotes, and refuse an empty one', () => {
  expect(parseColumnList('ID,"a,b","q""uote"')).toEqual({ ok: true, value: ['id', 'a,b', 'q"uote'] });
  expect(parseColumnList('id,')).toEqual({ ok: false, error: 'Invalid zero-length delimited identifier' });
  expect(parseColumnList('id,a b').ok).toBe(false);
});

test('a literal survives quotes and backslashes', () => {
  expect(quoteLiteral("it's")).toBe("'it''s'");
  expect(quoteLiteral('a\\b')).toBe("E'a\\\\b'");
});
