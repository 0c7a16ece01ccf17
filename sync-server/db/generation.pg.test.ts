import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MIGRATIONS_FOLDER } from './migration-files.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xgrowthos-generate-'));
  await cp(MIGRATIONS_FOLDER, folder, { recursive: true });
});

afterEach(() => rm(folder, { recursive: true, force: true }));

// drizzle-kit's exit code says nothing about it: it is 0 for a rename it cannot ask about, too.
test('the committed migrations are what the schema generates', async () => {
  const kit = join(ROOT, 'node_modules', 'drizzle-kit', 'bin.cjs');
  const out = relative(ROOT, folder);
  const run = promisify(execFile)(
    process.execPath,
    [kit, 'generate', '--dialect=postgresql', '--schema=./shared/schema/*.ts', `--out=${out}`],
    { cwd: ROOT },
  );
  run.child.stdin?.end();
  const { stdout } = await run;
  const added = (await readdir(folder)).filter((name) => name.endsWith('.sql'));
  const committed = (await readdir(MIGRATIONS_FOLDER)).filter((name) => name.endsWith('.sql'));
  expect(added, 'run "npm run migration -- --name what-changed"').toEqual(committed);
  expect(stdout).toContain('nothing to migrate');
});
