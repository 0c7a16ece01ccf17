/** COPY's text format read back, for stores in memory and for comparing. */
import type { CopyRows, SnapshotRows, TextRow } from '../../../replica/types.ts';

const LETTERS: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

export function textRows(rows: SnapshotRows): readonly TextRow[] {
  return 'text' in rows ? readCopyRows(rows) : rows;
}

function readCopyRows({ columns, text }: CopyRows): readonly TextRow[] {
  const lines = text.toString('utf8').split('\n').slice(0, -1);
  return lines.map((line) => {
    const cells = line.split('\t').map(readCell);
    return Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? null]));
  });
}

function readCell(cell: string): string | null {
  if (cell === '\\N') return null;
  return cell.replaceAll(/\\(.)/g, (_, letter: string) => LETTERS[letter] ?? letter);
}
