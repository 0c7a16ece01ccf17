import { cleanText } from './clean-text.ts';
import { restoreCell } from './csv-cell.ts';
import { splitFullName } from './full-name.ts';
import type { CsvColumn } from './headers.ts';
import { CUSTOM_LIMIT, FIELD_LIMITS, LEAD_FIELDS, type LeadDraft, type LeadField } from './lead-draft.ts';
import type { ColumnMapping, MappingTarget } from './mapping.ts';

/** Why a row cannot become a draft at all. */
export type RowProblem = { readonly code: RowProblemCode; readonly text: string; readonly column?: string };
export type RowProblemCode = 'too_many_cells' | 'cell_too_long' | 'damaged_characters';

export type ReadRow =
  | { readonly kind: 'draft'; readonly draft: LeadDraft }
  | { readonly kind: 'blank' }
  | { readonly kind: 'refused'; readonly problems: readonly RowProblem[] };

const REPLACEMENT = '\uFFFD';

export type RowReader = (cells: readonly string[]) => ReadRow;

/**
 * Prepares the conversion of rows to lead drafts for one mapping (which must have passed `checkMapping`).
 * `constants` fill fields that the list leaves empty, such as one country for all rows.
 * A row with fewer cells than columns is read as if the rest were empty; one with more is refused, because its
 * values may have slipped into wrong columns.
 */
export function createRowReader(
  columns: readonly CsvColumn[],
  mapping: ColumnMapping,
  constants: LeadDraft = {},
): RowReader {
  const plan = columns.flatMap((column) => {
    const target = mapping[column.name];
    return target === undefined || target === 'ignore' ? [] : [{ column, target }];
  });
  return (cells) => {
    if (cells.every((cell) => cell.trim() === '')) return { kind: 'blank' };
    const problems: RowProblem[] = [];
    addOverflow(cells, columns.length, problems);
    const draft: Record<string, string> = {};
    const custom: Record<string, string> = {};
    for (const { column, target } of plan) {
      const value = cleanText(restoreCell(cells[column.index] ?? ''));
      if (value === undefined) continue;
      const isCustom = target.startsWith('custom:');
      addCellProblems(value, target, column.name, problems);
      if (isCustom) custom[target.slice(7)] = value;
      else draft[target] = value;
    }
    if (problems.length > 0) return { kind: 'refused', problems };
    return { kind: 'draft', draft: assemble(draft, custom, constants) };
  };
}

function assemble(
  values: Record<string, string>,
  custom: Record<string, string>,
  constants: LeadDraft,
): LeadDraft {
  const draft: { -readonly [Field in LeadField]?: string } & { custom?: Record<string, string> } = {};
  for (const field of LEAD_FIELDS) {
    const value = values[field] ?? constants[field];
    if (value !== undefined && value !== '') draft[field] = value;
  }
  const fullName = values['full_name'];
  if (fullName !== undefined && (draft.first_name === undefined || draft.last_name === undefined)) {
    const { first, last } = splitFullName(fullName);
    if (draft.first_name === undefined && first !== '' && first !== draft.last_name) draft.first_name = first;
    if (draft.last_name === undefined && last !== '') draft.last_name = last;
  }
  const variables = { ...constants.custom, ...custom };
  if (Object.keys(variables).length > 0) draft.custom = variables;
  return draft;
}

function addOverflow(cells: readonly string[], expected: number, problems: RowProblem[]): void {
  if (cells.length <= expected) return;
  const extra = cells.slice(expected).filter((cell) => cell.trim() !== '');
  if (extra.length === 0) return;
  problems.push({
    code: 'too_many_cells',
    text: `The row has ${cells.length} cells, the header ${expected}: values may be in the wrong columns (left over: ${clip(extra.join(' | '))}).`,
  });
}

function addCellProblems(value: string, target: MappingTarget, column: string, problems: RowProblem[]): void {
  const limit = limitOf(target);
  if (value.length > limit) {
    problems.push({
      code: 'cell_too_long',
      text: `“${column}” has ${value.length} characters; ${limit} are allowed.`,
      column,
    });
  }
  if (!target.startsWith('custom:') && value.includes(REPLACEMENT)) {
    problems.push({
      code: 'damaged_characters',
      text: `“${column}” contains damaged characters (${clip(value)}): the file was read or saved in a wrong encoding.`,
      column,
    });
  }
}

function limitOf(target: MappingTarget): number {
  if (target === 'full_name') return FIELD_LIMITS.first_name;
  const field = LEAD_FIELDS.find((name) => name === target);
  return field === undefined ? CUSTOM_LIMIT : FIELD_LIMITS[field];
}

function clip(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
