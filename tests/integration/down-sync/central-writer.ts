/** Random transactions straight into Postgres, shaped as mutations leave them, and what a scope should see after each. */
import { createHash, randomUUID } from 'node:crypto';
import type { Pool } from 'pg';

export type Seen = ReadonlyMap<string, string>;

export type CentralWriter = {
  /** One transaction over a few rows of two tables, with its row in `commits`. */
  readonly commitOne: () => Promise<void>;
  /** What the scope shows after each transaction so far, as text; the first is before any. */
  readonly prefixes: readonly string[];
};

type Row = { readonly client: string; readonly value: string };

export function createCentralWriter(options: {
  readonly pool: Pool;
  readonly clients: readonly string[];
  readonly visibleClient: string;
  readonly authorId: string;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}): CentralWriter {
  const { pool, clients, visibleClient, authorId, random } = options;
  const notes = new Map<string, Row>();
  const activity = new Map<string, Row>();
  const noteIds = Array.from({ length: 40 }, () => randomUUID());
  const prefixes = [scopeText(notes, activity, visibleClient)];
  let count = 0;
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

  return {
    prefixes,
    commitOne: async () => {
      count += 1;
      const value = `t${count}`;
      const touched = new Set<string>();
      const connection = await pool.connect();
      try {
        await connection.query('begin');
        for (let index = 0; index < 1 + Math.floor(random() * 4); index += 1) {
          const id = pick(noteIds);
          const client = pick(clients);
          const before = notes.get(id);
          touched.add(client).add(before?.client ?? client);
          if (before && random() < 0.3) {
            await connection.query('delete from notes where id = $1', [id]);
            notes.delete(id);
            continue;
          }
          await connection.query(
            `insert into notes (id, scope_client_id, client_id, entity_type, entity_id, author_id, body)
             values ($1, $2, $2, 'client', $2, $3, $4)
             on conflict (id) do update set scope_client_id = $2, client_id = $2, body = $4`,
            [id, client, authorId, value],
          );
          notes.set(id, { client, value });
        }
        const [only] = touched;
        const scope = touched.size === 1 && only !== undefined ? only : null;
        const activityId = randomUUID();
        const activityClient = scope ?? visibleClient;
        await connection.query(
          `insert into activity (id, scope_client_id, action, entity_type, summary) values ($1, $2, 'test', 'note', $3)`,
          [activityId, activityClient, value],
        );
        activity.set(activityId, { client: activityClient, value });
        await connection.query(
          `insert into commits (id, scope_client_id, xid, tables) values ($1, $2, pg_current_xact_id()::text, '{notes,activity}')`,
          [randomUUID(), scope],
        );
        // Before the commit: a fast reader shows it before this side hears of it.
        prefixes.push(scopeText(notes, activity, visibleClient));
        await connection.query('commit');
      } finally {
        connection.release();
      }
    },
  };
}

function scopeText(notes: Map<string, Row>, activity: Map<string, Row>, client: string): string {
  return seenText(visible(notes, client), visible(activity, client));
}

function visible(rows: Map<string, Row>, client: string): Seen {
  return new Map([...rows].filter(([, row]) => row.client === client).map(([id, row]) => [id, row.value]));
}

const digests = new Map<string, bigint>();

function digest(entry: string): bigint {
  const known = digests.get(entry);
  if (known !== undefined) return known;
  const made = createHash('sha256').update(entry).digest().readBigUInt64BE();
  digests.set(entry, made);
  return made;
}

/** Both tables in a form that compares quickly, whatever the order of their rows. */
export function seenText(notes: Seen, activity: Seen): string {
  return [notes, activity]
    .map((rows) => {
      let sum = 0n;
      for (const [id, value] of rows) sum += digest(`${id}=${value}`);
      return `${rows.size}:${BigInt.asUintN(64, sum)}`;
    })
    .join(' ');
}
