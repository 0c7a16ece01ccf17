import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createServerApi } from '../../../electron/session/server-api.ts';
import type { SignInResponse } from '../../../shared/contracts/server/session.ts';

export type SignedIn = { readonly deviceId: string; readonly response: SignInResponse };

/** The administrator of a demo server whose data lies in `serverData`. */
export async function signInToDemo(serverUrl: string, serverData: string): Promise<SignedIn> {
  const password = (await readFile(join(serverData, 'demo-password'), 'utf8')).trim();
  const deviceId = randomUUID();
  const api = createServerApi(serverUrl, (url, init) => fetch(url, init));
  const device = { id: deviceId, name: 'Bench', platform: 'bench' };
  return { deviceId, response: await api.signIn({ email: 'admin@demo.example.com', password, device }) };
}
