/** Puts a fault into the product's sources as Node loads them; the files stay as they are. */
import { registerHooks } from 'node:module';
import type { Fault } from './faults.ts';

/** Call before anything of the product is loaded. `unused` names patches whose file was never loaded. */
export function patchSources(fault: Fault): { readonly unused: () => readonly string[] } {
  const used = new Set<string>();
  registerHooks({
    load: (url, context, nextLoad) => {
      const loaded = nextLoad(url, context);
      const patches = fault.patches.filter(({ file }) => url.endsWith(`/${file}`));
      if (patches.length === 0) return loaded;
      let source = textOf(loaded.source);
      for (const { file, find, put } of patches) {
        if (source.split(find).length !== 2)
          throw new Error(`${fault.name}: ${file} no longer has "${find}" once`);
        source = source.replace(find, () => put);
        used.add(`${file} ${find}`);
      }
      return { ...loaded, source };
    },
  });
  return {
    unused: () =>
      fault.patches.filter(({ file, find }) => !used.has(`${file} ${find}`)).map(({ file }) => file),
  };
}

function textOf(source: unknown): string {
  if (typeof source === 'string') return source;
  if (source instanceof Uint8Array) return Buffer.from(source).toString('utf8');
  throw new TypeError('a module without a source');
}
