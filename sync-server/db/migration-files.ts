/** The migrations that `drizzle-kit generate` wrote, as they lie in the repository. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

export const MIGRATIONS_FOLDER = fileURLToPath(new URL('./migrations', import.meta.url));

export type Migration = {
  /** File name without `.sql`. */
  readonly tag: string;
  /** When it was generated, epoch ms; the order of migrations, as Drizzle records it. */
  readonly createdAt: number;
  /** SHA-256 of the file, hex. */
  readonly hash: string;
  readonly statements: readonly string[];
};

const journalSchema = z.object({
  entries: z.array(z.object({ tag: z.string().regex(/^[\w-]+$/), when: z.number().int() })),
});

/** In the order in which they run. */
export async function readMigrations(folder: string = MIGRATIONS_FOLDER): Promise<readonly Migration[]> {
  const journal = journalSchema.parse(
    JSON.parse(await readFile(join(folder, 'meta', '_journal.json'), 'utf8')),
  );
  return Promise.all(
    journal.entries.map(async ({ tag, when }) => {
      const text = await readFile(join(folder, `${tag}.sql`), 'utf8');
      return {
        tag,
        createdAt: when,
        hash: createHash('sha256').update(text).digest('hex'),
        statements: text
          .split('--> statement-breakpoint')
          .map((statement) => statement.trim())
          .filter((statement) => statement !== ''),
      };
    }),
  );
}
