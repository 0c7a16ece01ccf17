/** "1 lead", "20 leads". */
export function counted(count: number, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count.toLocaleString('en-GB')} ${pluralOf(noun)}`;
}

function pluralOf(noun: string): string {
  return /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`;
}

/** What a row is called in a sentence: itself when there is one name, otherwise a count. */
export function subject(noun: string, names: readonly (string | null | undefined)[], count: number): string {
  const name = names[0];
  return count === 1 && names.length === 1 && name ? name : counted(count, noun);
}

/**
 * "Changed status of 20 leads to contacted", "Changed title and company of Ann Lee". `patches` are what each row was
 * asked to become; a value is named when there is one field with one short value for all rows.
 */
export function changeSentence(what: string, patches: readonly Readonly<Record<string, unknown>>[]): string {
  const fields = [...new Set(patches.flatMap((patch) => Object.keys(patch)))].filter((name) => name !== 'id');
  const names = fields.map(fieldWords);
  if (names.length === 0) return `Changed nothing of ${what}`;
  const field = fields[0];
  const value = fields.length === 1 && field !== undefined ? commonValue(patches, field) : null;
  return `Changed ${listed(names)} of ${what}${value === null ? '' : ` to ${value}`}`;
}

/** A column's name for people: "crm type". */
export function fieldWords(field: string): string {
  return field.replace(/_id$/, '').replaceAll('_', ' ');
}

function commonValue(patches: readonly Readonly<Record<string, unknown>>[], field: string): string | null {
  const values = new Set(patches.map((patch) => patch[field]));
  const [value] = values;
  if (values.size !== 1 || typeof value !== 'string' || value.length > 40 || /^[0-9a-f-]{36}$/.test(value))
    return null;
  return value.replaceAll('_', ' ');
}

const MAX_NAMED = 3;

function listed(names: readonly string[]): string {
  if (names.length === 1) return names[0] ?? '';
  if (names.length > MAX_NAMED) return `${names.slice(0, 2).join(', ')} and ${names.length - 2} more fields`;
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
