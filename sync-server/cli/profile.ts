/** Who the command line is signed in as: one 0600 file in the person's configuration folder. */
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../shared/kernel/app-error.ts';

const profileSchema = z.object({
  server: z.url(),
  device_id: z.uuid(),
  email: z.string(),
  token: z.string(),
});
export type Profile = z.infer<typeof profileSchema>;

/** `XG_PROFILE` names another file, for scripts that work as several people. */
export function profilePath(environment: NodeJS.ProcessEnv): string {
  return (
    environment['XG_PROFILE'] ??
    join(environment['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'xgrowthos', 'xg.json')
  );
}

/** Null where nobody is signed in. Throws `corrupt` for a damaged file. */
export async function readProfile(path: string): Promise<Profile | null> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return profileSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new AppError('corrupt', `${path} is damaged`, {
      hint: `${path} is damaged. Run xg login again.`,
      cause,
    });
  }
}

export async function requireProfile(environment: NodeJS.ProcessEnv): Promise<Profile> {
  const profile = await readProfile(profilePath(environment));
  if (profile) return profile;
  throw new AppError('unauthenticated', 'not signed in', {
    hint: 'You are not signed in. Run: npm run xg -- login',
  });
}

export async function writeProfile(path: string, profile: Profile): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, `${JSON.stringify(profile, null, 2)}\n`, { mode: 0o600 });
  await rename(draft, path);
}
