/** What of a device outlives its processes, the replica apart: outbox files, profile and token. */
import {
  accountKey,
  type Account,
  type Profile,
  type ProfileStore,
} from '../../../electron/session/profile.ts';
import type { TokenStore } from '../../../electron/platform/token-store.ts';
import { memoryFiles, type MemoryFiles } from '../../../electron/sync/outbox/testing/memory-files.ts';
import type { SessionInfo } from '../../../shared/contracts/server/session.ts';
import type { CastDevice } from '../world/cast.ts';
import { SERVER_URL } from '../world/template.ts';

export type Disk = {
  readonly outbox: MemoryFiles;
  readonly profile: () => Profile;
  /** The stores as one life of the program holds them: nothing is written once it is dead. */
  readonly stores: (isAlive: () => boolean) => {
    readonly profile: ProfileStore;
    readonly tokens: TokenStore;
  };
  /** Becomes a copy of another device's disk. */
  readonly copyFrom: (other: Disk) => void;
  readonly secrets: ReadonlyMap<string, string>;
};

const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

export function createDisk(device: CastDevice, info: SessionInfo, nowMs: number): Disk {
  const outbox = memoryFiles();
  const account = accountOf(device, info, nowMs);
  const secrets = new Map([
    [account.key, JSON.stringify({ token: device.token, suppression_key: info.suppression_key })],
  ]);
  let profile: Profile = { version: 1, server_url: SERVER_URL, current: account.key, accounts: [account] };
  return {
    outbox,
    secrets,
    profile: () => profile,
    stores: (isAlive) => ({
      profile: {
        get: () => profile,
        change: async (edit) => {
          if (!isAlive()) return never();
          profile = edit(profile);
        },
      },
      tokens: {
        kind: 'file',
        get: async (key) => secrets.get(key) ?? null,
        set: async (key, secret) => {
          if (!isAlive()) return never();
          secrets.set(key, secret);
        },
        remove: async (key) => void secrets.delete(key),
      },
    }),
    copyFrom: (other) => {
      profile = other.profile();
      secrets.clear();
      for (const [key, secret] of other.secrets) secrets.set(key, secret);
      for (const name of other.outbox.names()) outbox.put(name, other.outbox.bytes(name));
    },
  };
}

function accountOf(device: CastDevice, info: SessionInfo, nowMs: number): Account {
  const { suppression_key: _key, ...session } = info;
  return {
    key: accountKey(SERVER_URL, device.person.id),
    server_url: SERVER_URL,
    email: device.person.email,
    person: info.person,
    device_id: device.deviceId,
    session,
    verifier: { kind: 'scrypt', salt: '', hash: '', cost: 1 },
    last_contact_at: nowMs,
    last_sign_in_at: nowMs,
  };
}
