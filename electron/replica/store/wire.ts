/**
 * Statements over PGlite's own protocol, one message each. PGlite's `query` takes six trips into WebAssembly for a
 * statement where one suffices, which is half of what a small statement costs. The line of jobs sees to it that nobody
 * else speaks meanwhile.
 */
import type { PGlite } from '@electric-sql/pglite';
import { protocol } from '@electric-sql/pglite';

type WireRow = Record<string, unknown>;

export type Wire = {
  readonly query: (text: string, params: readonly unknown[]) => Promise<WireRow[]>;
  /** Several statements without parameters. */
  readonly script: (text: string) => Promise<void>;
};

const { serialize, messages } = protocol;

export function createWire(pglite: PGlite): Wire {
  const parser = new protocol.Parser();
  const speak = async (message: Uint8Array): Promise<WireRow[]> => {
    const reply = await pglite.execProtocolRaw(message, { syncToFs: false });
    const reading = createReading(pglite.parsers);
    parser.parse(reply, reading.take);
    if (reading.error()) throw reading.error();
    return reading.rows;
  };
  return {
    query: (text, params) =>
      speak(
        joined([
          serialize.parse({ text }),
          serialize.bind({ values: params.map(parameterText) }),
          serialize.describe({ type: 'P' }),
          serialize.execute({}),
          serialize.sync(),
        ]),
      ),
    script: async (text) => {
      await speak(serialize.query(text));
    },
  };
}

function createReading(parsers: PGlite['parsers']) {
  const rows: WireRow[] = [];
  let columns: readonly { readonly name: string; readonly parse: (text: string) => unknown }[] = [];
  let error: Error | null = null;
  return {
    rows,
    error: () => error,
    take: (message: object) => {
      if (message instanceof messages.DataRowMessage) {
        const row: WireRow = {};
        for (const [at, { name, parse }] of columns.entries()) {
          const text = message.fields[at] ?? null;
          row[name] = text === null ? null : parse(text);
        }
        rows.push(row);
      } else if (message instanceof messages.RowDescriptionMessage) {
        columns = message.fields.map(({ name, dataTypeID }) => {
          const parse = parsers[dataTypeID];
          return { name, parse: parse ? (text) => parse(text, dataTypeID) : (text) => text };
        });
      } else if (message instanceof messages.DatabaseError) {
        error ??= message;
      }
    },
  };
}

/** A parameter as Postgres text; the statement's casts and columns say what it is. */
export function parameterText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return arrayText(value);
  if (typeof value === 'boolean' || typeof value === 'number' || typeof value === 'bigint') return `${value}`;
  return JSON.stringify(value);
}

function arrayText(values: readonly unknown[]): string {
  const items = values.map((value) => {
    if (Array.isArray(value)) return arrayText(value);
    const text = parameterText(value);
    return text === null ? 'NULL' : `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  });
  return `{${items.join(',')}}`;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const message = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    message.set(part, at);
    at += part.length;
  }
  return message;
}
