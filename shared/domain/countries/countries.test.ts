import { describe, expect, test } from 'vitest';
import { COUNTRY_CODES } from './country-codes.ts';
import { countryName, parseCountry } from './country-names.ts';
import { countryOfDomain } from './country-of-domain.ts';

describe('reading a country', () => {
  test.each([
    ['de', 'DE'],
    ['DEU', 'DE'],
    ['Germany', 'DE'],
    ['Deutschland', 'DE'],
    ['  Allemagne ', 'DE'],
    ['Niemcy', 'DE'],
    ['alemania', 'DE'],
    ['UK', 'GB'],
    ['gb', 'GB'],
    ['England', 'GB'],
    ['Vereinigtes Königreich', 'GB'],
    ['USA', 'US'],
    ['U.S.', 'US'],
    ['United States of America', 'US'],
    ['États-Unis', 'US'],
    ['Stany Zjednoczone', 'US'],
    ['España', 'ES'],
    ['Espana', 'ES'],
    ['Österreich', 'AT'],
    ['Côte d’Ivoire', 'CI'],
    ['Czech Republic', 'CZ'],
    ['The Netherlands', 'NL'],
    ['Türkiye', 'TR'],
    ['Turkey', 'TR'],
  ])('%s is %s', (text, code) => expect(parseCountry(text)).toBe(code));

  test.each(['', '  ', 'Atlantis', 'XX', 'ZZZ', '12', 'Berlin'])('%j is no country', (text) =>
    expect(parseCountry(text)).toBeUndefined(),
  );

  test('every code reads back from its own English name', () => {
    for (const code of COUNTRY_CODES) expect(parseCountry(countryName(code)), code).toBe(code);
    expect(COUNTRY_CODES).toHaveLength(249);
  });
});

describe('the country a domain hints at', () => {
  test.each([
    ['acme.de', 'DE'],
    ['acme.co.uk', 'GB'],
    ['acme.com.au', 'AU'],
    ['acme.com', undefined],
    ['acme.io', undefined],
    ['acme.ai', undefined],
    ['acme.eu', undefined],
    ['acme.xx', undefined],
    ['', undefined],
  ])('%s hints at %s', (domain, code) => expect(countryOfDomain(domain)).toBe(code));
});
