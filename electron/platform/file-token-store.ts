/**
 * Adapter: tokens in a file of mode 0600, for machines without a keychain. Anyone who reads the person's files can
 * read it, which the interface says.
 */
import { z } from 'zod';

import { readPrivateFile, writePrivateFile } from './private-file.ts';
import type { TokenStore } from './token-store.ts';

const contentSchema = z.record(z.string(), z.string());
type Content = z.infer<typeof contentSchema>;

export function fileTokenStore(path: string): TokenStore {
  let turn: Promise<unknown> = Promise.resolve();
  const change = (edit: (content: Content) => void): Promise<void> => {
    const done = turn.then(async () => {
      const content = await read(path);
      edit(content);
      await writePrivateFile(path, JSON.stringify(content), 'the sign-in');
    });
    turn = done.catch(() => undefined);
    return done;
  };
  return {
    kind: 'file',
    get: async (account) => (await read(path))[account] ?? null,
    set: (account, secret) => change((content) => void (content[account] = secret)),
    remove: (account) => change((content) => void delete content[account]),
  };
}

async function read(path: string): Promise<Content> {
  const text = await readPrivateFile(path);
  if (text === null) return {};
  try {
    return contentSchema.parse(JSON.parse(text));
  } catch {
    return {};
  }
}
