/**
 * Many desktops as cheap as they can be, in a process of their own: one socket a table, each asking for what comes next
 * as the desktop does. They keep no rows, they count them. Talks to the bench over the process channel.
 */
import { Agent, request, type IncomingMessage } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';

const startSchema = z.object({
  url: z.string(),
  tokens: z.array(z.string()),
  tables: z.array(z.string()),
  /** How many of the desktops read 64 KB every quarter of a second. */
  slow: z.int(),
  /** The table whose changes are counted. */
  counted: z.string(),
});
type Start = z.infer<typeof startSchema>;
const orderSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('start'), start: startSchema }),
  /** Says when each desktop has received so many more changes of the counted table. */
  z.object({ do: z.literal('expect'), rows: z.int() }),
]);

type Place = { readonly handle: string; readonly offset: string };
type Desktop = { readonly token: string; readonly isSlow: boolean; rows: number; awaited: number };
export type Told =
  | { readonly told: 'held'; readonly requests: number }
  | { readonly told: 'arrived'; readonly isSlow: boolean; readonly atMs: number }
  | { readonly told: 'tally'; readonly statuses: Readonly<Record<string, number>> };

const OPERATION = '"operation":';
const SLOW_BYTES = 64 * 1024;
const SLOW_PAUSE_MS = 250;
const AGAIN_MS = 500;
const TALLY_MS = 1_000;

const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
const statuses: Record<string, number> = {};
let desktops: readonly Desktop[] = [];

function tell(message: Told): void {
  process.send?.(message);
}

function ask(url: string, token: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, headers: { authorization: `Bearer ${token}` } }, resolve);
    sent.once('error', reject);
    sent.end();
  });
}

/** How many changes the body holds; read slowly where asked. */
async function countChanges(response: IncomingMessage, isSlow: boolean): Promise<number> {
  let rest = '';
  let found = 0;
  let sinceRest = 0;
  for await (const part of response) {
    if (!Buffer.isBuffer(part)) continue;
    const text = rest + part.toString('latin1');
    found += text.split(OPERATION).length - 1;
    rest = text.slice(-(OPERATION.length - 1));
    sinceRest += part.length;
    if (isSlow && sinceRest >= SLOW_BYTES) {
      sinceRest = 0;
      await delay(SLOW_PAUSE_MS);
    }
  }
  return found;
}

const address = ({ url }: Start, table: string, { handle, offset }: Place, isLive: boolean): string =>
  `${url}/v1/shape?table=${table}&offset=${offset}${handle === '' ? '' : `&handle=${handle}`}${isLive ? '&live=true' : ''}`;

function placeOf(response: IncomingMessage): Place {
  const word = (name: string): string => String(response.headers[name] ?? '');
  return { handle: word('electric-handle'), offset: word('electric-offset') };
}

/** Where every desktop begins: somebody has read everything before. */
async function headOf(start: Start, table: string): Promise<Place> {
  let place: Place = { handle: '', offset: '-1' };
  for (;;) {
    const response = await ask(address(start, table, place, false), start.tokens[0] ?? '');
    await countChanges(response, false);
    if (response.statusCode !== 200) throw new Error(`${table}: ${response.statusCode}`);
    place = placeOf(response);
    if (response.headers['electric-up-to-date'] !== undefined) return place;
  }
}

async function follow(start: Start, desktop: Desktop, table: string, from: Place): Promise<never> {
  let place = from;
  for (;;) {
    try {
      const response = await ask(address(start, table, place, true), desktop.token);
      const isCounted = table === start.counted;
      const rows = await countChanges(response, isCounted && desktop.isSlow);
      const status = String(response.statusCode);
      statuses[status] = (statuses[status] ?? 0) + 1;
      if (response.statusCode === 200) {
        place = placeOf(response);
        if (isCounted) arrive(desktop, rows);
        continue;
      }
      if (response.statusCode === 409) place = await headOf(start, table);
    } catch {
      statuses['lost'] = (statuses['lost'] ?? 0) + 1;
    }
    await delay(AGAIN_MS * (1 + Math.random()));
  }
}

function arrive(desktop: Desktop, rows: number): void {
  desktop.rows += rows;
  if (desktop.awaited === 0 || desktop.rows < desktop.awaited) return;
  desktop.awaited = 0;
  tell({ told: 'arrived', isSlow: desktop.isSlow, atMs: Date.now() });
}

async function begin(start: Start): Promise<void> {
  desktops = start.tokens.map((token, at) => ({ token, isSlow: at < start.slow, rows: 0, awaited: 0 }));
  const heads = new Map<string, Place>();
  for (const table of start.tables) heads.set(table, await headOf(start, table));
  for (const desktop of desktops) {
    for (const [table, head] of heads) void follow(start, desktop, table, head);
    // Not all in one moment, as people do not start in one moment.
    await delay(10);
  }
  tell({ told: 'held', requests: desktops.length * heads.size });
  setInterval(() => tell({ told: 'tally', statuses }), TALLY_MS);
}

process.on('disconnect', () => process.exit(0));
process.on('message', (message) => {
  const order = orderSchema.parse(message);
  if (order.do === 'start') void begin(order.start);
  else {
    for (const desktop of desktops) {
      desktop.rows = 0;
      desktop.awaited = order.rows;
    }
  }
});
