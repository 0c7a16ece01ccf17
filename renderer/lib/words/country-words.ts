/** The country's name in the person's language; what is no code is shown as written. */
export function countryWord(country: string | null): string {
  if (country === null || country === '') return '';
  if (!/^[A-Z]{2}$/.test(country)) return country;
  return names().of(country) ?? country;
}

let made: Intl.DisplayNames | undefined;

function names(): Intl.DisplayNames {
  made ??= new Intl.DisplayNames(undefined, { type: 'region', fallback: 'code' });
  return made;
}
