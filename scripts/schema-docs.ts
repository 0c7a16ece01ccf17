/** Writes docs/schema.md from shared/schema: `node scripts/schema-docs.ts`. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { buildModel } from './schema-docs/model.ts';
import { renderDocument } from './schema-docs/render.ts';

const SCHEMA = new URL('../shared/schema/', import.meta.url);
export const DOCUMENT = new URL('../docs/schema.md', import.meta.url);

/** The document as it should be now. */
export async function schemaDocument(): Promise<string> {
  const names = (await readdir(SCHEMA)).filter((name) => /^[\w-]+\.ts$/.test(name)).toSorted();
  const files = await Promise.all(
    names.map(async (name) => ({
      noun: basename(name, '.ts'),
      source: await readFile(new URL(name, SCHEMA), 'utf8'),
      exports: await importModule(new URL(name, SCHEMA).href),
    })),
  );
  return renderDocument(buildModel(files));
}

async function importModule(href: string): Promise<Record<string, unknown>> {
  return { ...(await import(/* @vite-ignore */ href)) };
}

if (import.meta.main) {
  await writeFile(DOCUMENT, await schemaDocument());
  console.log('docs/schema.md written');
}
