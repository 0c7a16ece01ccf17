import { ALPHA3, COUNTRY_CODES, isCountryCode, type CountryCode } from './country-codes.ts';

/** Languages in which lead lists name countries. */
const LANGUAGES = ['en', 'de', 'fr', 'es', 'pl', 'it', 'nl', 'pt', 'sv', 'da'] as const;

/** Everyday names that CLDR does not carry, already folded. */
const ALIASES: Readonly<Record<string, CountryCode>> = {
  uk: 'GB',
  'great britain': 'GB',
  britain: 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'northern ireland': 'GB',
  'united kingdom of great britain and northern ireland': 'GB',
  usa: 'US',
  'u s a': 'US',
  'u s': 'US',
  america: 'US',
  'united states of america': 'US',
  'the united states': 'US',
  holland: 'NL',
  'the netherlands': 'NL',
  brd: 'DE',
  'federal republic of germany': 'DE',
  'czech republic': 'CZ',
  'russian federation': 'RU',
  'republic of ireland': 'IE',
  eire: 'IE',
  'korea republic of': 'KR',
  'republic of korea': 'KR',
  korea: 'KR',
  'viet nam': 'VN',
  uae: 'AE',
  'hong kong': 'HK',
  macau: 'MO',
  turkey: 'TR',
  'ivory coast': 'CI',
  burma: 'MM',
  macedonia: 'MK',
  swaziland: 'SZ',
  'cape verde': 'CV',
  palestine: 'PS',
  'hong kong sar': 'HK',
  'taiwan province of china': 'TW',
};

let names: ReadonlyMap<string, CountryCode> | undefined;

/**
 * Reads a country as people write it: a code (`de`, `DEU`, `UK`) or a name in one of ten languages
 * (`Germany`, `Allemagne`, `Niemcy`). Undefined when it is none.
 */
export function parseCountry(text: string): CountryCode | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  const upper = trimmed.toUpperCase();
  if (trimmed.length === 2 && isCountryCode(upper)) return upper;
  if (trimmed.length === 3 && ALPHA3.has(upper)) return ALPHA3.get(upper);
  names ??= buildNames();
  return names.get(fold(trimmed));
}

/** The English name of a country code; the code itself when the runtime knows no name. */
export function countryName(code: CountryCode): string {
  if (!isCountryCode(code)) return code;
  return new Intl.DisplayNames(['en'], { type: 'region' }).of(code) ?? code;
}

function buildNames(): ReadonlyMap<string, CountryCode> {
  const map = new Map<string, CountryCode>();
  for (const language of LANGUAGES) {
    const display = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    for (const code of COUNTRY_CODES) {
      const name = display.of(code);
      if (name === undefined) continue;
      const key = fold(name);
      if (!map.has(key)) map.set(key, code);
    }
  }
  for (const [alias, code] of Object.entries(ALIASES)) map.set(alias, code);
  return map;
}

function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
