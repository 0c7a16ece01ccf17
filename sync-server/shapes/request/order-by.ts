import { fail, ok, type Result } from '../../../shared/kernel/result.ts';
import { quoteIdentifier } from '../names/identifier.ts';
import { tokenize, type Token } from '../where/tokens.ts';

/** The parser's positions count from here. */
const PREFIX = 'SELECT 1 ORDER BY '.length;

/** `column [asc|desc] [nulls first|last], …` as SQL. */
export function parseOrderBy(text: string, columns: ReadonlySet<string>): Result<string, string> {
  const tokens = tokenize(text);
  if (!tokens.ok) return tokens;
  if (tokens.value.some((token) => token.kind === 'symbol' && token.text === ';')) {
    return fail('Unexpected `;` in order by');
  }
  const items: string[] = [];
  let rest = tokens.value.slice(0, -1);
  while (rest.length > 0) {
    const comma = rest.findIndex((token) => token.kind === 'symbol' && token.text === ',');
    const item = orderItem(comma < 0 ? rest : rest.slice(0, comma), columns);
    if (!item.ok) return item;
    items.push(item.value);
    rest = comma < 0 ? [] : rest.slice(comma + 1);
  }
  return items.length === 0
    ? fail(`At location ${PREFIX}: syntax error at end of input`)
    : ok(items.join(', '));
}

function orderItem(tokens: readonly Token[], columns: ReadonlySet<string>): Result<string, string> {
  const [name, ...modifiers] = tokens;
  if (name === undefined || (name.kind !== 'name' && name.kind !== 'quoted')) {
    return fail(`At location ${PREFIX + (name?.at ?? 0)}: syntax error at or near "${name?.text ?? ','}"`);
  }
  if (!columns.has(name.text)) return fail(`At location ${PREFIX + name.at}: unknown reference ${name.text}`);
  const order = modifiers.map((token) => token.text).join(' ');
  if (!/^(?:asc|desc)?(?: ?nulls (?:first|last))?$/.test(order)) {
    return fail(
      `At location ${PREFIX + (modifiers[0]?.at ?? 0)}: syntax error at or near "${modifiers[0]?.text}"`,
    );
  }
  return ok(`${quoteIdentifier(name.text)}${order === '' ? '' : ` ${order}`}`);
}
