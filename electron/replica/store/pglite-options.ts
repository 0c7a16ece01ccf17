/** How every PGlite of ours is started and how its values arrive in JavaScript. */
import { PGlite, types } from '@electric-sql/pglite';
import type { PGliteOptions } from '@electric-sql/pglite';

/**
 * `startParams` replaces the defaults, and without them an open never ends. Memory and disk are kept small: the
 * default is 128 MB of buffers and 1 GB of write-ahead log. Full page images are left out: they guard against torn
 * pages, which the data checksums find, and a replica that is damaged is loaded again. Statistics are taken of fewer rows
 * than by default: of thirty thousand leads they take half as long as all the indexes of that table.
 */
const START_PARAMS = [
  ...PGlite.defaultStartParams,
  ...[
    'shared_buffers=16MB',
    'work_mem=16MB',
    'maintenance_work_mem=64MB',
    'max_wal_size=64MB',
    'min_wal_size=32MB',
    'wal_level=minimal',
    'max_wal_senders=0',
    'full_page_writes=off',
    'jit=off',
    'default_statistics_target=15',
  ].flatMap((setting) => ['-c', setting]),
];

/** `2026-11-24 06:40:39.48+00` to `2026-11-24T06:40:39.480Z`: one spelling of instants in rows, queries and JSON. */
export function isoFromPostgres(text: string): string {
  const match = /^(\d+-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d+))?\+00(?::00)?$/.exec(text);
  if (!match) return text;
  return `${match[1]}T${match[2]}.${(match[3] ?? '').slice(0, 3).padEnd(3, '0')}Z`;
}

export const PGLITE_OPTIONS = {
  startParams: START_PARAMS,
  parsers: {
    [types.TIMESTAMPTZ]: isoFromPostgres,
    [types.TIMESTAMP]: (text: string) => text,
    [types.DATE]: (text: string) => text,
    [types.INT8]: Number,
  },
} satisfies PGliteOptions;
