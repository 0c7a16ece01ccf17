import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/**
 * `npm test`: everything the build service runs, cheapest first. Stops at the first step that fails.
 * Arguments after `--` go to vitest and skip the other steps.
 */
const root = join(import.meta.dirname, '..');
const bin = (name: string): string => join(root, 'node_modules', '.bin', name);

const only = process.argv.slice(2);
const vitest = ['vitest', 'run', ...only];
const steps: readonly (readonly [string, readonly string[]])[] =
  only.length > 0
    ? [['tests', vitest]]
    : [
        ['format', ['oxfmt', '--check', '.']],
        ['lint', ['oxlint', '--quiet']],
        ['types', ['tsc', '-p', '.']],
        ['build', ['node', join(root, 'scripts', 'build.ts')]],
        ['tests', vitest],
      ];

for (const [name, [command = '', ...args]] of steps) {
  const started = Date.now();
  const result = spawnSync(bin(command), args, { cwd: root, stdio: 'inherit', shell: false });
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  if (result.status !== 0) {
    process.stderr.write(`\n${name} failed after ${seconds} s\n`);
    process.exit(result.status ?? 1);
  }
  if (name !== 'tests') process.stdout.write(`${name} ok (${seconds} s)\n`);
}
