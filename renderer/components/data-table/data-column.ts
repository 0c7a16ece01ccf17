import type { ReactNode } from 'react';

import type { TypedRow } from '../../lib/typed-row.ts';
import type { SelectOption } from '../../ui/select.tsx';

type Common<Row, Value> = {
  readonly value: (row: Row) => Value;
  /** Stores the new value; called only when it is valid and differs. */
  readonly commit: (row: TypedRow<Row>, value: Value) => void;
  /** False where this row's cell may not be edited. */
  readonly canEdit?: (row: Row) => boolean;
};

/** How a cell is edited in place. `validate` answers with the reason why not, or null. */
export type CellEditor<Row> =
  | (Common<Row, string> & {
      readonly kind: 'text';
      readonly validate?: (text: string) => string | null;
      readonly maxLength?: number;
      /** `date` gives the calendar of this computer; the text is then `YYYY-MM-DD` or empty. */
      readonly input?: 'text' | 'date';
    })
  | (Common<Row, number | null> & {
      readonly kind: 'number';
      readonly validate?: (value: number | null) => string | null;
      readonly min?: number;
      readonly max?: number;
    })
  | (Common<Row, string | null> & {
      readonly kind: 'select';
      readonly options: readonly SelectOption<string>[] | ((row: Row) => readonly SelectOption<string>[]);
    });

export type DataColumn<Row> = {
  readonly id: string;
  readonly header: string;
  /** Unit, drawn quietly after the header: numbers in cells stay bare. */
  readonly unit?: string;
  readonly cell: (row: Row) => ReactNode;
  /** Field the source sorts by; absent means the column cannot be sorted. */
  readonly sortField?: string;
  /** Pixels; default 140. */
  readonly width?: number;
  readonly minWidth?: number;
  /** Takes the room that is left. */
  readonly grow?: boolean;
  /** Numbers stand at the end. */
  readonly align?: 'start' | 'end';
  readonly editor?: CellEditor<Row>;
  /** The first column cannot be hidden; others can unless this is false. */
  readonly canHide?: boolean;
  readonly hiddenByDefault?: boolean;
};

export const DEFAULT_WIDTH = 140;
export const MIN_WIDTH = 56;
export const MAX_WIDTH = 640;
/** One press of "wider" or "narrower". */
export const WIDTH_STEP = 24;
