import { isCountryCode, type CountryCode } from './country-codes.ts';

/** Country domains that are sold to the whole world, so they say nothing about where a person is. */
const WORLDWIDE = new Set(
  'ac ai am as bz cc cd cf cm co cx dj fm ga gg gl gq gs hm im io la ly me ml ms mu nf nu pn pw sc sh so st sx tk tl to tv vc vg vu ws'.split(
    ' ',
  ),
);

/**
 * The country a domain name hints at by its last label (`acme.co.uk` → `GB`). A hint, never proof:
 * callers label it as guessed. Undefined for generic endings and for country endings used worldwide.
 */
export function countryOfDomain(domain: string): CountryCode | undefined {
  const label = domain.slice(domain.lastIndexOf('.') + 1).toLowerCase();
  if (label === 'uk') return 'GB';
  if (label.length !== 2 || WORLDWIDE.has(label)) return undefined;
  const code = label.toUpperCase();
  return isCountryCode(code) ? code : undefined;
}
