import { join } from 'node:path';

import { z } from 'zod';

import { readPrivateFile, writePrivateFile } from '../platform/private-file.ts';

const instanceSchema = z.object({ origin: z.string(), secret: z.string() });
type Instance = z.infer<typeof instanceSchema>;

const FILE = 'running.json';

/** Says where this profile's running desktop listens, readable by the profile's owner alone. */
export async function announceInstance(dataDir: string, instance: Instance): Promise<void> {
  await writePrivateFile(join(dataDir, FILE), JSON.stringify(instance), 'the running desktop’s address');
}

/** Asks the desktop that holds the profile for a fresh address. Null when it cannot be reached. */
export async function askRunningInstance(dataDir: string): Promise<string | null> {
  const text = await readPrivateFile(join(dataDir, FILE));
  const parsed = instanceSchema.safeParse(text === null ? null : jsonOrNull(text));
  if (!parsed.success) return null;
  try {
    const response = await fetch(`${parsed.data.origin}/desktop/instance`, {
      method: 'POST',
      headers: { authorization: `Bearer ${parsed.data.secret}` },
      signal: AbortSignal.timeout(5_000),
    });
    return z.object({ url: z.string() }).parse(await response.json()).url;
  } catch {
    return null;
  }
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
