/**
 * Who is signed in on this device: online with the server's word, offline with the password's proof.
 *
 * Law: the token never leaves this process, and a person who loses access loses it here at the next contact.
 */
import { randomUUID } from 'node:crypto';

import { z } from 'zod';

import { AppError } from '../../shared/kernel/app-error.ts';
import type { Clock } from '../../shared/kernel/time.ts';
import type { SessionInfo, SignInResponse } from '../../shared/contracts/server/session.ts';
import type { TokenStore } from '../platform/token-store.ts';
import type { Trouble } from '../sync/connectivity/trouble.ts';
import { offlineAccount } from './offline-sign-in.ts';
import { accountKey, withAccount } from './profile.ts';
import type { Account, ProfileStore } from './profile.ts';
import { misfit } from './compatibility.ts';
import { requestFailure } from './server-api.ts';
import type { ServerApi } from './server-api.ts';
import { makeVerifier } from './verifier.ts';

export type SignedIn = {
  readonly account: Account;
  /** Null after an offline sign-in, or when the keychain does not give it back. */
  readonly token: string | null;
  /** Hex; null like the token. */
  readonly suppressionKey: string | null;
};

export type Refresh = 'same' | 'changed' | 'refused' | 'no_token' | Trouble;

export type Sessions = {
  readonly current: () => SignedIn | null;
  /** The person who was signed in when the desktop ended, without asking the server. */
  readonly restore: () => Promise<SignedIn | null>;
  readonly signIn: (email: string, password: string) => Promise<{ readonly offline: boolean }>;
  /** Asks the server who the token belongs to and what they may read. Throws only for faults of this machine. */
  readonly refresh: () => Promise<Refresh>;
  /** Takes this id from now on and tells the server. A server that will not have it costs a sign-in. */
  readonly changeDevice: (deviceId: string) => Promise<void>;
  readonly signOut: () => Promise<void>;
  /** Called after every change of person, token, scope or device. */
  readonly onChange: (listener: (now: SignedIn | null) => void) => () => void;
};

export type SessionsOptions = {
  readonly profile: ProfileStore;
  readonly tokens: TokenStore;
  readonly api: (serverUrl: string) => ServerApi;
  readonly clock: Clock;
  readonly device: { readonly name: string; readonly platform: string };
  /** This desktop's, to be held against the server's; what is left out fits. */
  readonly version?: string;
};

const secretSchema = z.object({ token: z.string(), suppression_key: z.string() });

export function createSessions(options: SessionsOptions): Sessions {
  const { profile, tokens, clock } = options;
  const listeners = new Set<(now: SignedIn | null) => void>();
  let now: SignedIn | null = null;
  /** After an offline sign-in: signs in with the server as soon as it can be reached. */
  let signInLater: (() => Promise<void>) | null = null;

  function become(next: SignedIn | null): void {
    now = next;
    for (const listener of listeners) listener(next);
  }

  async function enterOnline(serverUrl: string, email: string, password: string): Promise<void> {
    const known = knownAccount(profile, serverUrl, email);
    const deviceId = known?.device_id ?? randomUUID();
    const { name, platform } = options.device;
    const response = await options
      .api(serverUrl)
      .signIn({ email, password, device: { id: deviceId, name, platform } });
    const account = await accountOf(response, { serverUrl, email, password, deviceId, nowMs: clock.now() });
    const secret = { token: response.token, suppression_key: response.session.suppression_key };
    await tokens.set(account.key, JSON.stringify(secret));
    await profile.change((old) => ({ ...withAccount(old, account), current: account.key }));
    signInLater = null;
    become({ account, token: secret.token, suppressionKey: secret.suppression_key });
  }

  async function enterOffline(serverUrl: string, email: string, password: string): Promise<void> {
    const account = await offlineAccount(profile.get(), { serverUrl, email, password, nowMs: clock.now() });
    await profile.change((old) => ({ ...old, current: account.key }));
    signInLater = () => enterOnline(serverUrl, email, password);
    const secret = await readSecret(tokens, account.key);
    become({ account, token: secret?.token ?? null, suppressionKey: secret?.suppression_key ?? null });
  }

  async function signIn(email: string, password: string): Promise<{ offline: boolean }> {
    const serverUrl = profile.get().server_url;
    if (serverUrl === null) {
      throw new AppError('precondition_failed', 'no server chosen', { hint: 'Choose your server first.' });
    }
    const address = email.trim().toLowerCase();
    try {
      await enterOnline(serverUrl, address, password);
      return { offline: false };
    } catch (cause) {
      const failure = requestFailure(AppError.from(cause))?.failure;
      if (failure === undefined || failure === 'rate_limited') throw cause;
      await enterOffline(serverUrl, address, password);
      return { offline: true };
    }
  }

  async function learn(info: SessionInfo, asked: SignedIn): Promise<Refresh> {
    const { suppression_key: suppressionKey, ...session } = info;
    const before = asked.account.session;
    const account = { ...asked.account, person: info.person, session, last_contact_at: clock.now() };
    const isSame =
      suppressionKey === asked.suppressionKey && JSON.stringify(session) === JSON.stringify(before);
    const isStale = clock.now() - asked.account.last_contact_at > CONTACT_NOTE_MS;
    if (!isSame && asked.token !== null) {
      await tokens.set(account.key, JSON.stringify({ token: asked.token, suppression_key: suppressionKey }));
    }
    if (!isSame || isStale) await profile.change((old) => withAccount(old, account));
    if (now !== asked) return 'same';
    if (isSame) {
      if (isStale) now = { ...asked, account };
      return 'same';
    }
    become({ account, token: asked.token, suppressionKey });
    return 'changed';
  }

  /** Judged after what the server said was taken: only sending waits. */
  function fitting(refresh: Refresh): Refresh {
    const session = now?.account.session;
    if (!session || options.version === undefined) return refresh;
    const reason = misfit({
      desktop: options.version,
      server: session.server_version,
      minDesktop: session.min_desktop_version,
    });
    return reason === null ? refresh : { kind: 'misfit', reason };
  }

  async function refresh(): Promise<Refresh> {
    const asked = now;
    if (!asked) return 'no_token';
    try {
      if (signInLater) {
        await signInLater();
        return fitting('changed');
      }
      if (asked.token === null) return 'no_token';
      return fitting(await learn(await options.api(asked.account.server_url).session(asked.token), asked));
    } catch (cause) {
      const error = AppError.from(cause);
      const failure = requestFailure(error);
      if (failure) return { kind: 'unreachable', ...failure };
      if (error.code !== 'unauthenticated' && error.code !== 'forbidden') throw error;
      signInLater = null;
      if (now === asked && asked.token !== null) become({ ...asked, token: null });
      return 'refused';
    }
  }

  return {
    current: () => now,
    restore: async () => {
      const { accounts, current } = profile.get();
      const account = accounts.find((one) => one.key === current);
      if (!account) return null;
      const secret = await readSecret(tokens, account.key);
      become({ account, token: secret?.token ?? null, suppressionKey: secret?.suppression_key ?? null });
      return now;
    },
    signIn,
    refresh,
    changeDevice: async (id) => {
      if (!now) return;
      const account = { ...now.account, device_id: id };
      await profile.change((old) => withAccount(old, account));
      become({ ...now, account });
      if (now.token === null) return;
      try {
        await options.api(account.server_url).presentDevice(now.token, { id, ...options.device });
      } catch (cause) {
        if (requestFailure(AppError.from(cause))) throw cause;
        become({ ...now, token: null });
      }
    },
    signOut: async () => {
      const leaving = now;
      signInLater = null;
      await profile.change((old) => ({ ...old, current: null }));
      if (!leaving) return;
      await tokens.remove(leaving.account.key);
      become(null);
      if (leaving.token !== null) {
        await options
          .api(leaving.account.server_url)
          .signOut(leaving.token)
          .catch(() => undefined);
      }
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The time of the last contact is written once in a while, not at every poll. */
const CONTACT_NOTE_MS = 3_600_000;

function knownAccount(profile: ProfileStore, serverUrl: string, email: string): Account | undefined {
  return profile.get().accounts.find((one) => one.server_url === serverUrl && one.email === email);
}

async function accountOf(
  response: SignInResponse,
  by: { serverUrl: string; email: string; password: string; deviceId: string; nowMs: number },
): Promise<Account> {
  const { suppression_key: _key, ...session } = response.session;
  return {
    key: accountKey(by.serverUrl, session.person.id),
    server_url: by.serverUrl,
    email: by.email,
    person: session.person,
    device_id: by.deviceId,
    session,
    verifier: await makeVerifier(by.password),
    last_contact_at: by.nowMs,
    last_sign_in_at: by.nowMs,
  };
}

async function readSecret(
  tokens: TokenStore,
  key: string,
): Promise<{ token: string; suppression_key: string } | null> {
  const text = await tokens.get(key);
  if (text === null) return null;
  try {
    return secretSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
