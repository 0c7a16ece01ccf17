import { parseCountry } from '../countries/country-names.ts';

/** Shares (0–1) of a column's non-empty sample cells that look like something. */
export type CellKinds = {
  readonly filled: number;
  readonly email: number;
  readonly linkedinPerson: number;
  readonly url: number;
  readonly phone: number;
  readonly country: number;
};

const EMAIL = /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]{2,}$|<[^\s@]+@[^\s@]+>$/;
const LINKEDIN = /linkedin\.com\/(?:in|pub|sales\/(?:lead|people))\//i;
const URL_LIKE = /^(?:https?:\/\/|www\.)\S+$|^[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.[a-z]{2,12}(?:\/\S*)?$/i;
const PHONE = /^'?\+?[\d\s().\-/]{7,20}(?:\s*(?:x|ext\.?)\s*\d+)?$/i;

/** Reads up to 200 cells of one column. */
export function cellKinds(cells: readonly string[]): CellKinds {
  const filled = cells
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '')
    .slice(0, 200);
  const share = (test: (cell: string) => boolean) =>
    filled.length === 0 ? 0 : filled.filter(test).length / filled.length;
  return {
    filled: filled.length,
    email: share((cell) => EMAIL.test(cell)),
    linkedinPerson: share((cell) => LINKEDIN.test(cell)),
    url: share((cell) => URL_LIKE.test(cell) && !cell.includes('@')),
    phone: share(isPhone),
    country: share((cell) => parseCountry(cell) !== undefined),
  };
}

/** Seven digits at least, and a sign of a telephone number: plain large numbers are mostly revenues and ids. */
function isPhone(cell: string): boolean {
  if (!PHONE.test(cell)) return false;
  const digits = cell.replace(/\D/g, '').length;
  return digits >= 7 && digits <= 15 && /^'?\+|^0|[()\s-]/.test(cell);
}
