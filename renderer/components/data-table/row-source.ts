import type { AppError } from '../../../shared/kernel/app-error.ts';
import type { LiveWindow } from '../../lib/desktop-client.ts';
import type { TypedRow } from '../../lib/typed-row.ts';

/**
 * Where a table takes its rows from. Rows arrive by themselves and may be missing at an index; filtering and
 * sorting are the source's work.
 */
export type RowSource<Row> = {
  /** Names the question asked; another id scrolls the table to its top. */
  readonly id: string;
  readonly status: 'loading' | 'ready' | 'failed';
  readonly error: AppError | null;
  readonly retry: () => void;
  /** The rows shown answer an earlier question. */
  readonly isRefreshing: boolean;
  readonly total: number;
  readonly asOf: string | null;
  readonly rowAt: (index: number) => TypedRow<Row> | undefined;
  /** Tells which rows are visible. */
  readonly setWindow: (visible: LiveWindow) => void;
  /** Keys of every row in order, for ranges beyond what is loaded. */
  readonly loadKeys: () => Promise<readonly string[]>;
};
