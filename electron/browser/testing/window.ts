/** A window without a screen: exchanges the printed token and speaks the desktop API over the socket, as a page does. */
import { request } from 'node:http';

import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { WebSocket } from 'ws';

import type { DesktopContract } from '../../../shared/contracts/desktop/contract.ts';

export type Reply = {
  readonly status: number;
  readonly body: string;
  readonly headers: Record<string, unknown>;
};

/** A plain request whose Host and Origin can be anything, unlike those of `fetch`. */
export function rawRequest(
  url: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Reply> {
  const { method = 'GET', headers = {}, body } = options;
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: text, headers: response.headers }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

export async function exchange(url: string, headers: Record<string, string> = {}): Promise<Reply> {
  const { origin, hash } = new URL(url);
  const token = new URLSearchParams(hash.slice(1)).get('token');
  return rawRequest(`${origin}/desktop/session`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ token }),
  });
}

export type TestWindow = {
  readonly session: string;
  readonly client: ContractRouterClient<DesktopContract>;
  readonly close: () => void;
};

export async function openWindow(url: string): Promise<TestWindow> {
  const { body } = await exchange(url);
  const { session } = JSON.parse(body) as { session: string };
  const { origin, host } = new URL(url);
  const socket = new WebSocket(`ws://${host}/desktop/socket`, { origin });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  socket.send(JSON.stringify({ session }));
  const welcome = await new Promise<string>((resolve) => {
    socket.once('message', (data: Buffer) => resolve(data.toString('utf8')));
    socket.once('close', (code) => resolve(`closed ${code}`));
  });
  if (welcome !== '{"ok":true}') throw new Error(`not welcome: ${welcome}`);
  const link = new RPCLink({ websocket: socket as unknown as globalThis.WebSocket });
  return { session, client: createORPCClient(link), close: () => socket.close() };
}
