import { cellKinds, type CellKinds } from './cell-kind.ts';
import type { CsvProblem } from './csv-problem.ts';
import { matchHeader, type MappableField } from './header-names.ts';
import type { CsvColumn } from './headers.ts';
import { variableName, type ColumnMapping, type MappingTarget } from './mapping.ts';

export type ColumnGuess = {
  readonly column: string;
  readonly target: MappingTarget;
  /** 0 to 1; below 0.7 the screen asks for a look. */
  readonly confidence: number;
  readonly because: 'header' | 'values' | 'header_and_values' | 'no_match' | 'taken' | 'empty';
};

export type MappingGuess = {
  readonly columns: readonly ColumnGuess[];
  readonly mapping: ColumnMapping;
  readonly problems: readonly CsvProblem[];
};

type Candidate = {
  readonly column: CsvColumn;
  readonly field: MappableField | 'ignore';
  readonly confidence: number;
  readonly because: ColumnGuess['because'];
};

/**
 * Proposes a target for every column from its header and its sample cells. Each field is given once, to the
 * column that is surest; the rest become custom variables, so that nothing of the list is lost unasked.
 */
export function guessMapping(
  columns: readonly CsvColumn[],
  sampleRows: readonly (readonly string[])[],
): MappingGuess {
  const kinds = columns.map((column) => cellKinds(sampleRows.map((row) => row[column.index] ?? '')));
  const candidates = columns
    .flatMap((column) => candidatesOf(column, kinds[column.index] ?? EMPTY))
    .toSorted((a, b) => b.confidence - a.confidence || a.column.index - b.column.index);
  const takenFields = new Set<string>();
  const chosen = new Map<string, Candidate>();
  for (const candidate of candidates) {
    if (chosen.has(candidate.column.name)) continue;
    if (candidate.field !== 'ignore') {
      if (takenFields.has(candidate.field) || clashes(candidate.field, takenFields)) continue;
      takenFields.add(candidate.field);
    }
    chosen.set(candidate.column.name, candidate);
  }
  const hadCandidate = new Set(candidates.map((candidate) => candidate.column.name));
  const variables = new Set<string>();
  const guesses = columns.map((column): ColumnGuess => {
    const candidate = chosen.get(column.name);
    if (candidate) {
      return {
        column: column.name,
        target: candidate.field,
        confidence: candidate.confidence,
        because: candidate.because,
      };
    }
    if (sampleRows.length > 0 && (kinds[column.index] ?? EMPTY).filled === 0) {
      return { column: column.name, target: 'ignore', confidence: 0.6, because: 'empty' };
    }
    const because = hadCandidate.has(column.name) ? 'taken' : 'no_match';
    return {
      column: column.name,
      target: `custom:${freeVariable(column.name, variables)}`,
      confidence: 0.5,
      because,
    };
  });
  return {
    columns: guesses,
    mapping: Object.fromEntries(guesses.map((guess) => [guess.column, guess.target])),
    problems: problemsOf(guesses, columns, kinds),
  };
}

const EMPTY: CellKinds = { filled: 0, email: 0, linkedinPerson: 0, url: 0, phone: 0, country: 0 };

function candidatesOf(column: CsvColumn, kinds: CellKinds): readonly Candidate[] {
  const found: Candidate[] = [];
  const match = matchHeader(column.header);
  if (match) {
    const fit = match.field === 'ignore' ? undefined : valueFit(match.field, kinds);
    const confidence = fit === undefined ? match.confidence : match.confidence * (0.4 + 0.6 * fit);
    if (confidence >= 0.35) {
      found.push({
        column,
        field: match.field,
        confidence: round(confidence),
        because: fit === undefined ? 'header' : 'header_and_values',
      });
    }
  }
  for (const [field, share] of [
    ['email', kinds.email],
    ['linkedin_url', kinds.linkedinPerson],
    ['phone', kinds.phone * 0.9],
    ['website', kinds.linkedinPerson > 0 ? 0 : kinds.url * 0.9],
    ['country', kinds.filled >= 3 ? kinds.country * 0.9 : 0],
  ] as const) {
    if (share >= 0.6 && match?.field !== field) {
      found.push({ column, field, confidence: round(share * (match ? 0.45 : 0.7)), because: 'values' });
    }
  }
  return found;
}

/** How well the cells fit what the header says; undefined where cells prove nothing. */
function valueFit(field: MappableField, kinds: CellKinds): number | undefined {
  if (kinds.filled === 0) return undefined;
  if (field === 'email') return kinds.email;
  if (field === 'linkedin_url') return kinds.linkedinPerson;
  if (field === 'website' || field === 'company_domain') return kinds.url;
  return undefined;
}

/** A full name beside first and last name would be written over them. */
function clashes(field: MappableField, taken: ReadonlySet<string>): boolean {
  if (field === 'full_name') return taken.has('first_name') && taken.has('last_name');
  return false;
}

function freeVariable(name: string, used: Set<string>): string {
  const base = variableName(name);
  let variable = base;
  for (let copy = 2; used.has(variable); copy += 1) variable = `${base.slice(0, 46)}_${copy}`;
  used.add(variable);
  return variable;
}

function problemsOf(
  guesses: readonly ColumnGuess[],
  columns: readonly CsvColumn[],
  kinds: readonly CellKinds[],
): readonly CsvProblem[] {
  const email = guesses.findIndex((guess) => guess.target === 'email');
  if (email < 0) {
    return [
      {
        code: 'email_column_missing',
        severity: 'warning',
        text: 'No column looks like e-mail addresses; choose it by hand.',
      },
    ];
  }
  const share = kinds[email]?.email ?? 0;
  if ((kinds[email]?.filled ?? 0) > 0 && share < 0.5) {
    const column = columns[email]?.name ?? '';
    return [
      {
        code: 'email_column_looks_wrong',
        severity: 'warning',
        text: `Only ${Math.round(share * 100)} % of the sample in “${column}” look like e-mail addresses.`,
        column,
      },
    ];
  }
  return [];
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
