import { cleanText } from './clean-text.ts';
import type { CsvProblem } from './csv-problem.ts';

export type CsvColumn = {
  readonly index: number;
  /** Unique within the file: the header as written, or a name we gave it. */
  readonly name: string;
  /** The header cell as written. */
  readonly header: string;
};

export type Headers = { readonly columns: readonly CsvColumn[]; readonly problems: readonly CsvProblem[] };

export const MAX_COLUMNS = 500;
const EMAIL_LIKE = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** A first row that holds an address is data: the file has no header row. */
export function looksLikeHeader(firstRow: readonly string[]): boolean {
  return !firstRow.some((cell) => EMAIL_LIKE.test(cell.trim()));
}

/**
 * Names the columns of a header row. Empty headers become `Column 3`, repeated ones `Email (2)`; both are told.
 * Trailing empty headers stay columns: their cells may hold data.
 */
export function readHeaders(cells: readonly string[]): Headers {
  const problems: CsvProblem[] = [];
  const used = new Set<string>();
  const columns = cells.map((header, index): CsvColumn => {
    const written = cleanText(header);
    const base = written ?? `Column ${index + 1}`;
    const name = uniqueName(base, used);
    used.add(name.toLowerCase());
    if (written === undefined) {
      problems.push({
        code: 'header_empty',
        severity: 'warning',
        text: `Column ${index + 1} has no header; it is called “${name}” here.`,
        column: name,
      });
    } else if (name !== base) {
      problems.push({
        code: 'header_duplicate',
        severity: 'warning',
        text: `The header “${base}” appears more than once; column ${index + 1} is called “${name}” here.`,
        column: name,
      });
    }
    return { index, name, header };
  });
  if (cells.length > MAX_COLUMNS) {
    problems.push({
      code: 'header_too_wide',
      severity: 'error',
      text: `The table has ${cells.length} columns; at most ${MAX_COLUMNS} can be imported.`,
    });
  }
  return { columns, problems };
}

/** Columns of a file without a header row, named by position. */
export function numberedHeaders(count: number): Headers {
  return {
    columns: Array.from({ length: count }, (_, index) => ({
      index,
      name: `Column ${index + 1}`,
      header: '',
    })),
    problems: [
      {
        code: 'header_missing',
        severity: 'warning',
        text: 'The first row holds data, not headers: columns are numbered, and the first row is imported.',
      },
    ],
  };
}

function uniqueName(base: string, used: ReadonlySet<string>): string {
  if (!used.has(base.toLowerCase())) return base;
  for (let copy = 2; ; copy += 1) {
    const name = `${base} (${copy})`;
    if (!used.has(name.toLowerCase())) return name;
  }
}
