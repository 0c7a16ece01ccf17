/**
 * Adapter: tokens encrypted by the operating system's keychain (Electron's asynchronous safeStorage), ciphertext in
 * a private file. Linux's `basic_text` back end is a constant password, so it counts as no keychain.
 */
import { fileTokenStore } from './file-token-store.ts';
import type { TokenStore } from './token-store.ts';

/** The part of Electron's safeStorage that is used. */
export type SafeStorage = {
  readonly isAsyncEncryptionAvailable: () => Promise<boolean>;
  readonly encryptStringAsync: (text: string) => Promise<Buffer>;
  readonly decryptStringAsync: (
    encrypted: Buffer,
  ) => Promise<{ readonly result: string; readonly shouldReEncrypt: boolean }>;
  readonly getSelectedStorageBackend?: () => string;
};

/** The keychain where there is a real one, else the plain private file. */
export async function openTokenStore(
  safeStorage: SafeStorage,
  paths: { readonly encrypted: string; readonly plain: string },
): Promise<TokenStore> {
  return (await hasRealKeychain(safeStorage))
    ? keychainTokenStore(safeStorage, fileTokenStore(paths.encrypted))
    : fileTokenStore(paths.plain);
}

async function hasRealKeychain(safeStorage: SafeStorage): Promise<boolean> {
  try {
    if (!(await safeStorage.isAsyncEncryptionAvailable())) return false;
    return safeStorage.getSelectedStorageBackend?.() !== 'basic_text';
  } catch {
    return false;
  }
}

function keychainTokenStore(safeStorage: SafeStorage, ciphertexts: TokenStore): TokenStore {
  async function set(account: string, secret: string): Promise<void> {
    const encrypted = await safeStorage.encryptStringAsync(secret);
    await ciphertexts.set(account, encrypted.toString('base64'));
  }
  return {
    kind: 'keychain',
    set,
    get: async (account) => {
      const ciphertext = await ciphertexts.get(account);
      if (ciphertext === null) return null;
      try {
        const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(
          Buffer.from(ciphertext, 'base64'),
        );
        if (shouldReEncrypt) await set(account, result);
        return result;
      } catch {
        // Another keyring (a changed desktop environment) cannot read it: the person signs in again.
        return null;
      }
    },
    remove: ciphertexts.remove,
  };
}
