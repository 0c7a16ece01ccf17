import type { Random } from './random.ts';
import { CITIES, COMPANY_PARTS, COUNTRIES, INDUSTRIES } from './words.ts';

export type Company = {
  readonly name: string;
  /** Under example.com, which RFC 2606 reserves: mail to it goes nowhere. */
  readonly domain: string;
  readonly industry: string;
  readonly country: string;
  readonly city: string;
  readonly employees: number;
};

export function makeCompany(random: Random): Company {
  const { starts, middles, ends } = COMPANY_PARTS;
  const stem = `${random.pick(starts)}${random.chance(0.6) ? random.pick(middles) : ''}`;
  const name = `${stem} ${random.pick(ends)}`;
  const country = random.weighted(COUNTRIES);
  return {
    name,
    domain: `${slug(name)}.example.com`,
    industry: random.pick(INDUSTRIES),
    country,
    city: random.pick(CITIES[country] ?? ['']),
    employees: Math.max(3, Math.round(Math.exp(random.normal(5, 1.3)))),
  };
}

/** Lower-case ASCII with hyphens, as in an address. */
export function slug(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f’']/g, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}
