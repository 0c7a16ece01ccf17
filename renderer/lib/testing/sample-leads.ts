import type { LiveRow } from '../desktop-client.ts';

const FIRST = [
  'Ana',
  'Ben',
  'Chiara',
  'Dmitri',
  'Elif',
  'Farid',
  'Grace',
  'Hugo',
  'Ines',
  'Jonas',
  'Kofi',
  'Łucja',
];
const LAST = [
  'Alvarez',
  'Brandt',
  'Costa',
  'Dubois',
  'Eriksen',
  'Fischer',
  'García',
  'Haddad',
  'Ito',
  'Jansen',
  'Kowalczyk',
];
const COMPANIES = [
  'Northwind Tools',
  'Halden Freight',
  'Brightside Dental',
  'Quarry & Sons',
  'Ostara Foods',
  'Pellwood Legal',
  'Varta Energy',
  'Lumen Clinics',
  'Tidewater Studio',
];
const TITLES = [
  'Head of Operations',
  'Managing Director',
  'VP Sales',
  'Procurement Lead',
  'Founder',
  'Marketing Manager',
];
const STATUSES = [
  'new',
  'verified',
  'contacted',
  'replied',
  'interested',
  'meeting_booked',
  'not_interested',
];
const COUNTRIES = ['SE', 'DE', 'FR', 'GB', 'US', 'PL', 'ES'];

/** A lead list of any length, the same each time. */
export function sampleLeads(count: number): readonly LiveRow[] {
  return Array.from({ length: count }, (_, index) => {
    const mix = (index * 2_654_435_761) % 4_294_967_296;
    const pick = <Item>(items: readonly Item[], shift: number): Item | undefined =>
      items[Math.floor(mix / 2 ** shift) % items.length];
    const company = pick(COMPANIES, 7) ?? '';
    return {
      key: `lead-${index}`,
      sync: 'synced',
      row: {
        id: `lead-${index}`,
        name: `${pick(FIRST, 3)} ${pick(LAST, 11)}`,
        email: `contact${index}@${company.toLowerCase().replaceAll(/[^a-z]+/g, '-')}.example`,
        company,
        title: pick(TITLES, 15) ?? '',
        status: pick(STATUSES, 19) ?? 'new',
        country: pick(COUNTRIES, 23) ?? 'SE',
        score: Math.floor(mix / 2 ** 9) % 101,
        replies: Math.floor(mix / 2 ** 13) % 9,
      },
    };
  });
}
