/**
 * Installs what is missing or stale before `npm start` and `npm test`. Plain JavaScript without dependencies: the
 * first time it runs on the machine's own Node (20 or newer), before anything is installed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

/** npm writes node_modules/.package-lock.json last, so its absence also means an install that was cut short. */
function whatIsStale() {
  const wanted = readJson(join(root, 'package-lock.json'))?.packages;
  const installed = readJson(join(root, 'node_modules', '.package-lock.json'))?.packages;
  if (!wanted) return 'package-lock.json cannot be read';
  if (!installed) return 'the packages are not installed yet';
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '' || entry.optional || entry.devOptional || entry.link) continue;
    if (installed[path]?.version !== entry.version)
      return `${path.replace(/^node_modules\//, '')} is not the locked version`;
  }
  return existsSync(join(root, 'node_modules', 'node', 'package.json'))
    ? null
    : 'the Node runtime package is missing';
}

function install() {
  // npm's own variables describe the script that is running; a nested npm would take them for its own.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([key]) => !/^npm_(lifecycle|package|command)/.test(key)),
  );
  const npm = process.env.npm_execpath;
  const args = ['ci', '--loglevel=error', '--no-audit', '--no-fund', '--prefer-offline'];
  const options = { cwd: root, env, stdio: ['ignore', 2, 2] };
  const result = npm
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  return result.status === 0;
}

const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 20) {
  console.error(
    `Node ${process.versions.node} is too old to run npm for this project: install Node 20 or newer.`,
  );
  process.exit(1);
}
const reason = whatIsStale();
if (reason) {
  console.error(`Installing packages (${reason}). The first time takes a minute or two.`);
  if (!install() || whatIsStale()) {
    console.error(
      'npm ci failed. Check the connection to the package registry and the free disk space, then run the command again.',
    );
    process.exit(1);
  }
}
