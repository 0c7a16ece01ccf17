const HONORIFIC =
  /^(?:(?:mr|mrs|ms|miss|mx|dr|prof|professor|sir|herr|frau|m|mme|mlle|sr|sra|srta|pan|pani|dipl|ing|mag|hr|fr)\.?\s+)+/i;
const SUFFIX = /[,\s]+(?:jr|sr|ii|iii|iv|phd|ph\.d|mba|md|cpa|esq|msc|bsc|m\.a|b\.a)\.?$/i;

/** Splits `Dr. Ann Lee, PhD` and `Lee, Ann` into first and last name; one word is a first name. */
export function splitFullName(name: string): { readonly first: string; readonly last: string } {
  let rest = name.trim().replace(/\s+/g, ' ');
  for (let next = strip(rest); next !== rest; next = strip(rest)) rest = next;
  const comma = rest.indexOf(',');
  if (comma > 0) return { first: rest.slice(comma + 1).trim(), last: rest.slice(0, comma).trim() };
  const space = rest.indexOf(' ');
  return space < 0 ? { first: rest, last: '' } : { first: rest.slice(0, space), last: rest.slice(space + 1) };
}

function strip(name: string): string {
  const bare = name.replace(HONORIFIC, '').replace(SUFFIX, '');
  return bare === '' ? name : bare;
}
