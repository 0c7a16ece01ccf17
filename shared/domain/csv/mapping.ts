import { z } from 'zod';
import type { CsvProblem } from './csv-problem.ts';
import type { CsvColumn } from './headers.ts';
import { LEAD_FIELDS } from './lead-draft.ts';

const CUSTOM = /^custom:[a-z][a-z0-9_]{0,49}$/;

/** Where a column goes: a lead's field, the full name to be split, a custom variable, or nowhere. */
export const mappingTargetSchema = z.union([
  z.enum(LEAD_FIELDS),
  z.literal('full_name'),
  z.literal('ignore'),
  z.templateLiteral([z.literal('custom:'), z.string()]),
]);
export type MappingTarget = z.infer<typeof mappingTargetSchema>;

/** Column name (unique, as in `CsvColumn.name`) to target. Columns that are not mentioned are ignored. */
export const columnMappingSchema = z.record(z.string(), mappingTargetSchema);
export type ColumnMapping = Readonly<Record<string, MappingTarget>>;

/** A name a sequence can use in `{{…}}`, made from a header: `Tech Stack (2)` → `tech_stack_2`. */
export function variableName(header: string): string {
  const slug = header
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 48);
  if (slug === '') return 'column';
  return /^[a-z]/.test(slug) ? slug : `v_${slug}`.slice(0, 50);
}

/**
 * Everything that keeps a mapping from being used: no e-mail column, two columns on one field or variable,
 * a column the file does not have, a variable name no template can hold. Empty means usable.
 */
export function checkMapping(mapping: ColumnMapping, columns: readonly CsvColumn[]): readonly CsvProblem[] {
  const problems: CsvProblem[] = [];
  const names = new Set(columns.map((column) => column.name));
  const holder = new Map<string, string>();
  for (const [column, target] of Object.entries(mapping)) {
    if (!names.has(column)) {
      problems.push({
        code: 'column_unknown',
        severity: 'error',
        text: `The file has no column “${column}”.`,
        column,
      });
      continue;
    }
    if (target === 'ignore') continue;
    if (target.startsWith('custom:') && !CUSTOM.test(target)) {
      problems.push({
        code: 'variable_name_invalid',
        severity: 'error',
        text: `“${target.slice(7)}” cannot be a variable: use small letters, digits and _, starting with a letter.`,
        column,
      });
    }
    const first = holder.get(target);
    if (first === undefined) holder.set(target, column);
    else problems.push(mappedTwice(target, first, column));
  }
  if (!holder.has('email')) {
    problems.push({
      code: 'email_column_missing',
      severity: 'error',
      text: 'No column is chosen for the e-mail address; a lead needs one.',
    });
  }
  return problems;
}

function mappedTwice(target: MappingTarget, first: string, second: string): CsvProblem {
  return {
    code: 'field_mapped_twice',
    severity: 'error',
    text: `“${first}” and “${second}” both go to ${targetLabel(target)}. Choose one of them.`,
    column: second,
  };
}

export function targetLabel(target: MappingTarget): string {
  return target.startsWith('custom:') ? `the variable ${target.slice(7)}` : target.replaceAll('_', ' ');
}
