import { useId } from 'react';

import type { ImportPreview } from '../../../shared/contracts/desktop/imports.ts';
import type { CsvProblem } from '../../../shared/domain/csv/csv-problem.ts';
import type { MappingTarget } from '../../../shared/domain/csv/mapping.ts';
import { formatBytes, formatCount } from '../../lib/format.ts';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { guessWord, mappingProblems, sampleValues, targetOptions } from './column-mapping.ts';
import type { Mapping } from './column-mapping.ts';
import { ProblemList } from './problem-list.tsx';
import { SampleRows } from './sample-rows.tsx';
import { StepFooter } from './step-footer.tsx';
import { useImportWizard } from './wizard-store.ts';

/** What was found in the file, and which column goes where. */
export function ColumnsStep() {
  const { preview, mapping, set } = useImportWizard();
  if (!preview) return null;
  const blocking = preview.problems.filter((problem) => problem.blocking);
  const problems = mappingProblems(preview, mapping);
  const general = problems.filter((problem) => problem.column === undefined);
  const chosen = mapping.filter((target) => target !== 'ignore').length;
  return (
    <>
      <FileFacts preview={preview} />
      <ProblemList problems={preview.problems} />
      <SampleRows preview={preview} />
      {blocking.length > 0 ? null : (
        <MappingTable
          preview={preview}
          mapping={mapping}
          problems={problems}
          onChange={(column, target) =>
            set({ mapping: mapping.map((old, index) => (index === column ? target : old)) })
          }
        />
      )}
      <StepFooter
        label="Continue"
        onBack={() => set({ step: 'file' })}
        onNext={() => set({ step: 'target' })}
        disabled={blocking.length > 0 || problems.length > 0}
        note={
          blocking.length > 0
            ? 'This file cannot be imported as it is. Go back and choose another one.'
            : (general[0]?.text ??
              problems[0]?.text ??
              `${formatCount(chosen)} of ${formatCount(preview.headers.length)} columns are imported`)
        }
      />
    </>
  );
}

const DELIMITER_WORDS: Readonly<Record<string, string>> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'bar',
};

function FileFacts({ preview }: { readonly preview: ImportPreview }) {
  return (
    <div className="flex flex-wrap items-end gap-x-10 gap-y-3">
      <div className="min-w-0">
        <h2 className="truncate text-lg font-semibold">{preview.fileName}</h2>
        <p className="text-sm text-muted">
          {formatBytes(preview.bytes)}, {preview.encoding.toUpperCase()}, separated by{' '}
          {DELIMITER_WORDS[preview.delimiter] ?? preview.delimiter}
        </p>
      </div>
      <p className="text-sm text-muted">
        {preview.estimatedRows > 0 ? 'about ' : null}
        <span className="text-2xl font-semibold tracking-tight text-text">
          {formatCount(preview.estimatedRows)}
        </span>{' '}
        rows
      </p>
    </div>
  );
}

type MappingTableProps = {
  readonly preview: ImportPreview;
  readonly mapping: Mapping;
  readonly problems: readonly CsvProblem[];
  readonly onChange: (column: number, target: MappingTarget) => void;
};

function MappingTable({ preview, mapping, problems, onChange }: MappingTableProps) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className="sr-only">
        Columns
      </h3>
      <div
        aria-hidden
        className="grid grid-cols-[minmax(0,12rem)_minmax(0,1fr)_14rem_9rem] gap-x-4 border-b border-border pb-1 text-xs font-medium text-muted"
      >
        <span>Column of the file</span>
        <span>Values</span>
        <span>Goes to</span>
        <span />
      </div>
      <ul>
        {preview.headers.map((header, column) => (
          <li
            key={header}
            className="grid grid-cols-[minmax(0,12rem)_minmax(0,1fr)_14rem_9rem] items-start gap-x-4 border-b border-border/60 py-1.5"
          >
            <span className="truncate py-1.5 text-sm font-medium">{header}</span>
            <span className="truncate py-1.5 text-sm text-muted">
              {sampleValues(preview, column).join(' · ') || 'empty in the first rows'}
            </span>
            <Field
              label={`Where ${header} goes`}
              hideLabel
              error={problems.find((problem) => problem.column === header)?.text}
            >
              <Select
                aria-label={`Where ${header} goes`}
                options={targetOptions(header)}
                value={mapping[column] ?? 'ignore'}
                onValueChange={(target) => onChange(column, target)}
              />
            </Field>
            <span className="py-2 text-xs text-muted">{guessWord(preview, mapping, column)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
