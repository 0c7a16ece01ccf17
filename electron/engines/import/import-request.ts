import type { ImportRequest } from '../../../shared/contracts/desktop/imports.ts';
import type { CsvColumn } from '../../../shared/domain/csv/headers.ts';
import { checkMapping, mappingTargetSchema } from '../../../shared/domain/csv/mapping.ts';
import type { ColumnMapping } from '../../../shared/domain/csv/mapping.ts';
import { AppError } from '../../../shared/kernel/app-error.ts';
import type { CsvPreview } from '../../../host/csv/preview-csv.ts';

/**
 * The mapping a person chose, checked against the file. Throws `invalid_input` with every problem in its words: an
 * unknown field or column, one named twice, no e-mail column, a file that cannot be imported.
 */
export function checkedMapping(request: ImportRequest, preview: CsvPreview): ColumnMapping {
  const blocking = preview.problems.filter(({ severity }) => severity === 'error').map(({ text }) => text);
  const chosen: Record<string, ColumnMapping[string]> = {};
  const problems = [...blocking];
  for (const { column, field } of request.mapping) {
    const known = preview.columns.find(({ index }) => index === column);
    const target = mappingTargetSchema.safeParse(field);
    if (!known) problems.push(`The file has no column number ${column + 1}.`);
    else if (!target.success) problems.push(`“${field}” is not a field of a lead.`);
    else if (Object.hasOwn(chosen, known.name)) problems.push(`The column “${known.name}” is used twice.`);
    else chosen[known.name] = target.data;
  }
  problems.push(...checkMapping(chosen, preview.columns).map(({ text }) => text));
  if (problems.length === 0) return chosen;
  throw new AppError('invalid_input', 'mapping cannot be used', {
    hint: problems.join(' '),
    details: { problems },
  });
}

/** Lead field → header of its column, as the record of the import keeps it. */
export function mappingForRecord(
  mapping: ColumnMapping,
  columns: readonly CsvColumn[],
): Record<string, string> {
  const headers = new Map(columns.map(({ name, header }) => [name, header === '' ? name : header]));
  return Object.fromEntries(
    Object.entries(mapping)
      .filter(([, target]) => target !== 'ignore')
      .map(([column, target]) => [target, headers.get(column) ?? column]),
  );
}
