import { spawnSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync, copyFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** The dependency rule is a lint rule; here it is seen to fire, on a folder with one offence a file. */
const root = join(import.meta.dirname, '..');
let folder = '';

const OFFENCES = [
  ['shared/a.ts', "import { x } from '../electron/x.ts';"],
  ['shared/b.ts', "import { x } from '../renderer/x.ts';"],
  ['shared/c.ts', "import { x } from '../sync-server/x.ts';"],
  ['shared/d.ts', "import { readFile as x } from 'node:fs/promises';"],
  ['shared/e.ts', "import { useState as x } from 'react';"],
  ['shared/f.ts', "export const x = import('../electron/x.ts');"],
  ['shared/g.ts', "export { x } from '../sync-server/x.ts';"],
  ['host/a.ts', "import { x } from '../electron/x.ts';"],
  ['host/b.ts', "import { x } from '../sync-server/x.ts';"],
  ['shared/h.ts', "import { x } from '../host/x.ts';"],
  ['renderer/h.ts', "import { x } from '../host/x.ts';"],
  ['electron/a.ts', "import { x } from '../renderer/x.ts';"],
  ['electron/b.ts', "import { x } from '../sync-server/x.ts';"],
  ['electron/c.ts', "import { app as x } from 'electron';"],
  ['sync-server/a.ts', "import { x } from '../electron/x.ts';"],
  ['sync-server/b.ts', "import { x } from '../renderer/x.ts';"],
  ['renderer/a.ts', "import { x } from '../electron/x.ts';"],
  ['renderer/b.ts', "import { x } from '../sync-server/x.ts';"],
  ['renderer/c.ts', "import { x } from 'node:fs';"],
  ['renderer/d.ts', "import { x } from '../shared/mutations/x.ts';"],
  ['renderer/e.ts', "import { x } from '../shared/engines/guardian/x.ts';"],
  ['renderer/f.ts', "import { x } from '../shared/schema/x.ts';"],
  ['renderer/g.ts', "import { PGlite as x } from '@electric-sql/pglite';"],
] as const;

const ALLOWED = [
  ['host/ok.ts', "import { open as x } from 'node:fs/promises';"],
  ['sync-server/ok-host.ts', "import { x } from '../host/x.ts';"],
  ['renderer/ok-a.ts', "import { x } from '../shared/domain/x.ts';"],
  ['renderer/ok-b.ts', "import type { X as x } from '../shared/schema/x.ts';"],
  ['electron/main.ts', "import { app as x } from 'electron';"],
  ['electron/ok.ts', "import { x } from '../shared/mutations/x.ts';"],
  ['sync-server/ok.ts', "import { x } from '../shared/mutations/x.ts';"],
] as const;

let reported: ReadonlySet<string>;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'xg boundaries '));
  copyFileSync(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
  for (const [path, line] of [...OFFENCES, ...ALLOWED]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(
      join(folder, path),
      line.startsWith('import ') ? `${line}\nexport const used = x;\n` : `${line}\n`,
    );
  }
  reported = new Set(filesWithForbiddenImports());
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Paths that the rule reports, in one run over the whole folder. */
function filesWithForbiddenImports(): readonly string[] {
  const args = ['-c', '.oxlintrc.json', '--format', 'unix', '.'];
  const { stdout } = spawnSync(join(root, 'node_modules', '.bin', 'oxlint'), args, {
    cwd: folder,
    encoding: 'utf8',
  });
  return stdout
    .split('\n')
    .filter((line) => line.includes('no-restricted-imports'))
    .map((line) => (line.split(':')[0] ?? '').replace(/^\.\//, ''));
}

test.each(OFFENCES)('%s may not say: %s', (path) => {
  expect(reported).toContain(path);
});

test.each(ALLOWED)('%s may say: %s', (path) => {
  expect(reported).not.toContain(path);
});
