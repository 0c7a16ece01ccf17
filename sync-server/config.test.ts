import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readConfig, readConfigOrExit } from './config.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'xgrowthos config '));
});

afterEach(() => rm(directory, { recursive: true, force: true }));

test('the environment wins over .env', async () => {
  await writeFile(join(directory, '.env'), 'PORT=1234\nHOST=::1 # everywhere\n');
  const config = await readConfig({ environment: { PORT: '5678' }, directory });
  expect(config).toMatchObject({ ok: true, value: { port: 5678, host: '::1' } });
});

test('a folder without .env is fine', async () => {
  expect(await readConfig({ environment: {}, directory })).toMatchObject({ ok: true });
});

test('a wrong value ends the program with 78 and one line', async () => {
  const written: string[] = [];
  const exit = vi.fn((code: number): never => {
    throw new Error(`exit ${code}`);
  });
  const failure = { write: (line: string) => void written.push(line), exit };
  await expect(readConfigOrExit({ PORT: 'abc' }, failure)).rejects.toThrow('exit 78');
  expect(written).toEqual(['configuration: PORT must be a whole number from 0 to 65535 (it is "abc")\n']);
});
