/**
 * Builds the replica's seed archive. Without an argument into .cache, once per schema; with a path (the packaged
 * desktop's resources/replica-seed.tar.gz), always and there.
 */
import { resolve } from 'node:path';
import { buildSeed, ensureSeed } from '../electron/replica/open/seed.ts';

const root = resolve(import.meta.dirname, '..');
const target = process.argv[2];
if (target === undefined) {
  console.log(await ensureSeed(resolve(root, '.cache')));
} else {
  await buildSeed(resolve(target));
  console.log(resolve(target));
}
