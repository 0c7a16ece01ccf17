/**
 * The desktop over a WebSocket, for a local browser. The printed address carries a one-time token in its fragment; it
 * is exchanged for a session that lives in sessionStorage and is the first message of every socket. Cookies are not
 * used: they ignore ports, and two desktops on one machine must not meet.
 */
import { RPCLink } from '@orpc/client/websocket';
import { z } from 'zod';

import { AppError } from '../../shared/kernel/app-error.ts';
import type { OpenLink } from './desktop-link.ts';

const SESSION_KEY = 'desktop-session';
const sessionReplySchema = z.object({ session: z.string().min(1) });
const welcomeSchema = z.object({ ok: z.boolean() });

/** Reads the one-time token from the address, if there is one, and takes it out of the address bar. */
export function takeEntryToken(
  location: Pick<Location, 'hash' | 'pathname' | 'search'>,
  history: Pick<History, 'state' | 'replaceState'>,
): string | null {
  const token = new URLSearchParams(location.hash.replace(/^#\/?/, '')).get('token');
  if (token !== null) history.replaceState(history.state, '', `${location.pathname}${location.search}#/`);
  return token;
}

/** Exchanges a one-time token for a session. Rejects with `unauthenticated` when it was used or has expired. */
export async function exchangeToken(token: string, storage: Storage): Promise<void> {
  const reply = await fetch('/desktop/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  if (reply.status === 401 || reply.status === 403) throw refusal();
  if (!reply.ok) throw new AppError('unavailable', `session exchange answered ${reply.status}`);
  const parsed = sessionReplySchema.safeParse(await reply.json());
  if (!parsed.success) throw new AppError('unavailable', 'session exchange answered with something else');
  storage.setItem(SESSION_KEY, parsed.data.session);
}

/** Opens a socket and presents the session. */
export async function openSocketLink(storage: Storage, location: Location): Promise<OpenLink> {
  const session = storage.getItem(SESSION_KEY);
  if (session === null) throw refusal();
  const socket = new WebSocket(
    `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/desktop/socket`,
  );
  const closed = new Promise<void>((resolve) => {
    socket.addEventListener('close', () => resolve(), { once: true });
  });
  await opened(socket);
  socket.send(JSON.stringify({ session }));
  if (!(await welcomed(socket))) {
    storage.removeItem(SESSION_KEY);
    socket.close();
    throw refusal();
  }
  return { link: new RPCLink({ websocket: socket }), closed };
}

function opened(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve(), { once: true });
    socket.addEventListener('close', () => reject(new AppError('offline', 'the socket did not open')), {
      once: true,
    });
  });
}

/** True when the desktop knows the session; false when it says no; rejects when the socket breaks without a word. */
function welcomed(socket: WebSocket): Promise<boolean> {
  return new Promise((resolve, reject) => {
    socket.addEventListener(
      'message',
      (event) => resolve(typeof event.data === 'string' && isWelcome(event.data)),
      { once: true },
    );
    socket.addEventListener(
      'close',
      (event) => {
        if (event.code === 4401 || event.code === 1008) resolve(false);
        else reject(new AppError('offline', `socket closed with ${event.code} before the welcome`));
      },
      { once: true },
    );
  });
}

function isWelcome(text: string): boolean {
  try {
    return welcomeSchema.safeParse(JSON.parse(text)).data?.ok === true;
  } catch {
    return false;
  }
}

function refusal(): AppError {
  return new AppError('unauthenticated', 'the desktop does not know this window', {
    hint: 'Start the desktop again, or copy the address it prints.',
  });
}
