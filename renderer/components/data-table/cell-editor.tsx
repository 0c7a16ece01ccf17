import { useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';

import type { TypedRow } from '../../lib/typed-row.ts';
import { Select } from '../../ui/select.tsx';
import type { CellEditor } from './data-column.ts';
import { checkNumber, parseNumber } from './number-input.ts';

/** How editing ended, and where the cursor goes. */
export type EditEnd = 'stay' | 'next' | 'previous' | 'left';

type CellEditorViewProps<Row> = {
  readonly editor: CellEditor<Row>;
  readonly row: TypedRow<Row>;
  readonly label: string;
  readonly onEnd: (end: EditEnd) => void;
};

/** Edits one cell in place: Enter stores, Esc leaves it as it was, Tab stores and goes on. */
export function CellEditorView<Row>({ editor, row, label, onEnd }: CellEditorViewProps<Row>) {
  if (editor.kind === 'select') {
    const options = typeof editor.options === 'function' ? editor.options(row.row) : editor.options;
    return (
      <Select
        aria-label={label}
        className="h-6.5 border-accent"
        defaultOpen
        options={options}
        value={editor.value(row.row)}
        onValueChange={(value) => {
          if (value !== editor.value(row.row)) editor.commit(row, value);
        }}
        onOpenChange={(open) => {
          if (!open) onEnd('stay');
        }}
      />
    );
  }
  if (editor.kind === 'number') {
    return (
      <TextEditor
        label={label}
        align="end"
        initial={editor.value(row.row)?.toString() ?? ''}
        inputMode="decimal"
        check={(text) => checkNumber(text, editor)}
        store={(text) => {
          const value = parseNumber(text);
          if (!Number.isNaN(value) && value !== editor.value(row.row)) editor.commit(row, value);
        }}
        onEnd={onEnd}
      />
    );
  }
  return (
    <TextEditor
      label={label}
      align="start"
      initial={editor.value(row.row)}
      maxLength={editor.maxLength}
      type={editor.input}
      check={(text) => editor.validate?.(text.trim()) ?? null}
      store={(text) => {
        if (text.trim() !== editor.value(row.row)) editor.commit(row, text.trim());
      }}
      onEnd={onEnd}
    />
  );
}

type TextEditorProps = {
  readonly label: string;
  readonly initial: string;
  readonly align: 'start' | 'end';
  readonly inputMode?: 'decimal' | undefined;
  readonly type?: 'text' | 'date' | undefined;
  readonly maxLength?: number | undefined;
  readonly check: (text: string) => string | null;
  readonly store: (text: string) => void;
  readonly onEnd: (end: EditEnd) => void;
};

function TextEditor(props: TextEditorProps) {
  const { label, initial, align, check, store, onEnd } = props;
  const [text, setText] = useState(initial);
  const [error, setError] = useState<string | null>(null);
  // Taking the field away blurs it, which must not store what Esc just abandoned.
  const ended = useRef(false);

  function finish(end: EditEnd): void {
    if (ended.current) return;
    const problem = check(text);
    if (problem !== null && end !== 'left') {
      setError(problem);
      return;
    }
    ended.current = true;
    if (problem === null) store(text);
    onEnd(end);
  }

  function abandon(): void {
    ended.current = true;
    onEnd('stay');
  }

  function handleKey(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') abandon();
    else if (event.key === 'Enter') finish('stay');
    else if (event.key === 'Tab') finish(event.shiftKey ? 'previous' : 'next');
    else return;
    event.preventDefault();
  }

  return (
    <div className="relative -mx-1 flex w-[calc(100%+8px)] items-center">
      <input
        autoFocus
        aria-label={label}
        aria-invalid={error !== null}
        autoComplete="off"
        type={props.type ?? 'text'}
        inputMode={props.inputMode}
        maxLength={props.maxLength}
        value={text}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => {
          setText(event.target.value);
          setError(null);
        }}
        onKeyDown={handleKey}
        onBlur={() => finish('left')}
        className={`h-6.5 w-full min-w-0 rounded-[4px] border border-accent bg-surface px-1.5 text-sm outline-2 outline-offset-0 outline-accent aria-invalid:border-critical aria-invalid:outline-critical ${align === 'end' ? 'text-right' : ''}`}
      />
      {error === null ? null : (
        <p
          role="alert"
          className="absolute top-full left-0 z-10 mt-1 rounded-control bg-critical px-2 py-1 text-xs whitespace-nowrap text-on-critical"
        >
          {error}
        </p>
      )}
    </div>
  );
}
