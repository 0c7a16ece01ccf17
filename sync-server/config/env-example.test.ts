import { readFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseConfig } from './parse.ts';
import { VARIABLES } from './variables.ts';

let example: string;

beforeAll(async () => {
  example = await readFile(new URL('../../.env.example', import.meta.url), 'utf8');
});

const ENTRY =
  /# Type: {5}(?<type>.+)\n# Default: {2}(?<default>.+)\n# Effect: {3}(?<effect>(?:.+\n#? *)+?)#(?<name>[A-Z0-9_]+)=(?<value>.*)/g;

function entries() {
  return [...example.matchAll(ENTRY)].map((match) => match.groups!);
}

describe('.env.example', () => {
  test('describes every variable, in the order of the code, and no other', () => {
    expect(entries().map((entry) => entry['name'])).toEqual(Object.keys(VARIABLES));
    const lines = [...example.matchAll(/^#?([A-Z0-9_]+)=/gm)].map((match) => match[1]);
    expect(lines).toEqual(Object.keys(VARIABLES));
  });

  test('with every line uncommented is a valid configuration', () => {
    const uncommented = parseEnv(example.replaceAll(/^#(?=[A-Z0-9_]+=)/gm, ''));
    expect(Object.keys(uncommented)).toHaveLength(Object.keys(VARIABLES).length);
    expect(parseConfig(uncommented)).toMatchObject({ ok: true });
  });

  test('copied as it is changes nothing', () => {
    expect(parseConfig(parseEnv(example))).toEqual(parseConfig({}));
  });

  test('names as default what the code takes', () => {
    const fallback = Object.entries(VARIABLES).flatMap(([name, schema]) => {
      const taken = schema.parse(undefined);
      return taken === undefined ? [] : [[name, String(taken)]];
    });
    const documented = entries().map((entry) => [entry['name'], entry['default']!.replace('./', '')]);
    expect(documented).toEqual(expect.arrayContaining(fallback));
  });
});
