import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build } from './build.ts';
import { browserEntry } from './start/browser-entry.ts';
import { findElectron, whyNoElectron } from './start/electron-binary.ts';

/** `npm run desktop -- [--server URL] [--data DIR] [--port N] [--no-open]`: the desktop alone, for a server elsewhere. */
const root = join(import.meta.dirname, '..');
const args = process.argv.slice(2);

await build(false);
const binary = await findElectron();
const reason = whyNoElectron(binary);
const isBrowserAsked = args.includes('--no-open') || args.some((word) => word.startsWith('--port'));
const [command, first] =
  binary && reason === null && !isBrowserAsked
    ? [binary, root]
    : [process.execPath, browserEntry(root, args.includes('--dev'))];
if (reason && !isBrowserAsked) process.stdout.write(`The desktop opens in the browser: ${reason}\n`);
const child = spawn(command, [first, ...args], { stdio: 'inherit' });
// Ctrl-C reaches the child by itself; this process only waits for it and passes its exit code on.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code) => process.exit(code ?? 0));
