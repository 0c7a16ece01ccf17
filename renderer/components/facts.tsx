import { PencilIcon } from 'lucide-react';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';

import { cn } from '../lib/class-names.ts';
import { NO_VALUE } from '../lib/format.ts';
import type { TypedRow } from '../lib/typed-row.ts';
import { CellEditorView } from './data-table/cell-editor.tsx';
import type { CellEditor } from './data-table/data-column.ts';

type FactListProps = { readonly children: ReactNode; readonly className?: string | undefined };

/** Names and values in two columns; fill with `Fact` and `EditableFact`. */
export function FactList({ children, className }: FactListProps) {
  return (
    <dl className={cn('grid grid-cols-[8.5rem_minmax(0,1fr)] items-start gap-x-3 gap-y-0.5', className)}>
      {children}
    </dl>
  );
}

type FactProps = { readonly label: string; readonly children: ReactNode };

export function Fact({ label, children }: FactProps) {
  return (
    <>
      <dt className="flex min-h-7 items-center text-xs text-muted">{label}</dt>
      <dd className="flex min-h-7 min-w-0 items-center text-sm wrap-anywhere">{children || NO_VALUE}</dd>
    </>
  );
}

type EditableFactProps<Row> = {
  readonly label: string;
  readonly row: TypedRow<Row>;
  readonly editor: CellEditor<Row>;
  /** How the value reads. */
  readonly children: ReactNode;
  /** False shows the value alone. */
  readonly canEdit?: boolean | undefined;
};

/** A value that is changed where it stands: press it, type, Enter. */
export function EditableFact<Row>(props: EditableFactProps<Row>) {
  const { label, row, editor, children, canEdit = true } = props;
  const [isEditing, setEditing] = useState(false);
  const buttonRef = useRef<HTMLButtonElement>(null);
  if (!canEdit || editor.canEdit?.(row.row) === false) return <Fact label={label}>{children}</Fact>;
  return (
    <>
      <dt className="flex min-h-7 items-center text-xs text-muted">{label}</dt>
      <dd className="flex min-h-7 min-w-0 items-center text-sm">
        {isEditing ? (
          <div className="w-full px-1">
            <CellEditorView
              editor={editor}
              row={row}
              label={label}
              onEnd={(end) => {
                setEditing(false);
                if (end !== 'left') requestAnimationFrame(() => buttonRef.current?.focus());
              }}
            />
          </div>
        ) : (
          <button
            ref={buttonRef}
            type="button"
            onClick={() => setEditing(true)}
            className="group/fact -ml-1.5 flex min-h-7 max-w-full min-w-0 items-center gap-1.5 rounded-control px-1.5 text-left wrap-anywhere hover:bg-raised"
          >
            <span className="sr-only">{`Edit ${label}: `}</span>
            <span className="min-w-0">{children || <span className="text-muted">{NO_VALUE}</span>}</span>
            <PencilIcon
              aria-hidden
              className="size-3 shrink-0 text-muted opacity-0 group-hover/fact:opacity-100 group-focus-visible/fact:opacity-100"
            />
          </button>
        )}
      </dd>
    </>
  );
}
