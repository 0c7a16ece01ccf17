/** Which column of a list goes where, while a person decides it. Pure. */
import type { ImportPreview, ImportRequest } from '../../../shared/contracts/desktop/imports.ts';
import type { CsvProblem } from '../../../shared/domain/csv/csv-problem.ts';
import { LEAD_FIELDS } from '../../../shared/domain/csv/lead-draft.ts';
import { checkMapping, mappingTargetSchema, variableName } from '../../../shared/domain/csv/mapping.ts';
import type { MappingTarget } from '../../../shared/domain/csv/mapping.ts';
import { inWords } from '../../lib/words/vocabulary-words.ts';
import type { SelectOption } from '../../ui/select.tsx';

/** Target by column index. */
export type Mapping = readonly MappingTarget[];

/** As guessed from headers and contents; what nobody recognised is left out of the import. */
export function guessedMapping(preview: ImportPreview): Mapping {
  return preview.headers.map((_header, column) => {
    const guess = preview.mapping.find((one) => one.column === column);
    const target = mappingTargetSchema.safeParse(guess?.field ?? 'ignore');
    return target.success ? target.data : 'ignore';
  });
}

/** How sure the guess for a column is, in words; null where there is none or the person chose otherwise. */
export function guessWord(preview: ImportPreview, mapping: Mapping, column: number): string | null {
  const guess = preview.mapping.find((one) => one.column === column);
  if (!guess || guess.field === 'ignore' || mapping[column] !== guess.field) return null;
  if (guess.confidence >= 0.9) return 'Recognised';
  return guess.confidence >= 0.6 ? 'Likely' : 'A guess, please check';
}

/** Everything that keeps the mapping from being used. Empty means usable. */
export function mappingProblems(preview: ImportPreview, mapping: Mapping): readonly CsvProblem[] {
  const columns = preview.headers.map((name, index) => ({ name, index, header: name }));
  const chosen = Object.fromEntries(
    preview.headers.map((name, index) => [name, mapping[index] ?? 'ignore'] as const),
  );
  return checkMapping(chosen, columns);
}

/** The columns that are imported, as the desktop takes them. */
export function requestMapping(mapping: Mapping): ImportRequest['mapping'] {
  return mapping.flatMap((field, column) => (field === 'ignore' ? [] : [{ column, field }]));
}

const FIELD_WORDS: Readonly<Record<string, string>> = {
  email: 'E-mail',
  phone: 'Telephone',
  linkedin_url: 'LinkedIn',
  employee_count: 'Employees',
};

/** Where a column can go: a field, the whole name, a variable of its own name, nowhere. */
export function targetOptions(header: string): readonly SelectOption<MappingTarget>[] {
  const variable = variableName(header);
  return [
    { value: 'ignore', label: 'Leave out' },
    ...LEAD_FIELDS.map((value) => ({ value, label: FIELD_WORDS[value] ?? inWords(value) })),
    { value: 'full_name', label: 'Full name (split)' },
    { value: `custom:${variable}`, label: `Variable {{${variable}}}` },
  ];
}

/** The first values of a column that say something. */
export function sampleValues(preview: ImportPreview, column: number, count = 3): readonly string[] {
  return preview.sampleRows
    .map((row) => row[column]?.trim() ?? '')
    .filter((value) => value !== '')
    .slice(0, count);
}
