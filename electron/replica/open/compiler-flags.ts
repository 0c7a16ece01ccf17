/**
 * How V8 compiles the database. Its optimizing compiler takes 600 MB and two seconds of a core for one single function of
 * PGlite, in the middle of a first load, and the process has no other WebAssembly. The baseline compiler alone answers
 * small statements as quickly; sorts and scans of a whole table take two to four times as long (docs/adr/0008).
 */
import { setFlagsFromString } from 'node:v8';

const FLAGS = ['--no-wasm-tier-up', '--no-wasm-dynamic-tiering'];

/** Call before PGlite is loaded. A flag that a later V8 does not know is ignored by it. */
export function compileOnce(): void {
  for (const flag of FLAGS) setFlagsFromString(flag);
}
