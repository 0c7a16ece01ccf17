import { createHash } from 'node:crypto';
import { join } from 'node:path';

import { z } from 'zod';

import { personSchema, sessionInfoSchema } from '../../shared/contracts/server/session.ts';
import { readPrivateFile, writePrivateFile } from '../platform/private-file.ts';
import { isLoopbackUrl, serverIdentity } from './server-url.ts';
import { verifierSchema } from './verifier.ts';

/** What this device knows of one person on one server. Their replica and outbox lie in `accounts/<key>`. */
export const accountSchema = z.object({
  key: z.string(),
  server_url: z.string(),
  email: z.string(),
  person: personSchema,
  /** Each person has an id of their own per device: the server counts mutations by it. */
  device_id: z.string(),
  /** The session as the server last told it, without its key. */
  session: sessionInfoSchema.omit({ suppression_key: true }),
  verifier: verifierSchema,
  last_contact_at: z.number(),
  last_sign_in_at: z.number(),
});
export type Account = z.infer<typeof accountSchema>;

export const profileSchema = z.object({
  version: z.literal(1),
  server_url: z.string().nullable(),
  /** Key of the account that is signed in. */
  current: z.string().nullable(),
  accounts: z.array(accountSchema),
});
export type Profile = z.infer<typeof profileSchema>;

const EMPTY: Profile = { version: 1, server_url: null, current: null, accounts: [] };

export type ProfileStore = {
  readonly get: () => Profile;
  /** Resolves when the change is on the disk; on failure the profile stays what it was. */
  readonly change: (edit: (profile: Profile) => Profile) => Promise<void>;
};

/** A profile that cannot be read is started anew: it costs a sign-in and nothing else. */
export async function openProfile(dataDir: string): Promise<ProfileStore> {
  const path = join(dataDir, 'profile.json');
  let profile = parseProfile(await readPrivateFile(path));
  let turn: Promise<unknown> = Promise.resolve();
  return {
    get: () => profile,
    change: (edit) => {
      const done = turn.then(async () => {
        const next = edit(profile);
        await writePrivateFile(path, JSON.stringify(next, null, 2), 'the sign-in');
        profile = next;
      });
      turn = done.catch(() => undefined);
      return done;
    },
  };
}

function parseProfile(text: string | null): Profile {
  if (text === null) return EMPTY;
  try {
    return profileSchema.parse(JSON.parse(text));
  } catch {
    return EMPTY;
  }
}

/** Names an account's folder; stable for a person on a server. */
export function accountKey(serverUrl: string, userId: string): string {
  return createHash('sha256')
    .update(`${serverIdentity(serverUrl)}\n${userId}`)
    .digest('hex')
    .slice(0, 24);
}

export function withAccount(profile: Profile, account: Account): Profile {
  return { ...profile, accounts: [...profile.accounts.filter((one) => one.key !== account.key), account] };
}

/** Chooses the server. Accounts of a server on this machine follow it to another port. */
export function withServer(profile: Profile, serverUrl: string): Profile {
  const accounts = isLoopbackUrl(serverUrl)
    ? profile.accounts.map((one) => (isLoopbackUrl(one.server_url) ? { ...one, server_url: serverUrl } : one))
    : profile.accounts;
  const current = accounts.find((one) => one.key === profile.current);
  return {
    ...profile,
    server_url: serverUrl,
    accounts,
    current: current?.server_url === serverUrl ? current.key : null,
  };
}

export function withoutAccount(profile: Profile, key: string): Profile {
  return { ...profile, accounts: profile.accounts.filter((one) => one.key !== key) };
}
