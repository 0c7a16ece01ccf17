import { expect, test } from 'vitest';
import { parseStandaloneArguments } from './standalone-args.ts';

const url = ['--database-url', 'postgres://u:p@localhost:5432/db'];

test('every flag reaches the service', () => {
  const flags =
    '--port 0 --secret s --chunk-bytes 10 --long-poll-ms 20 --cache-max-age 1 --cache-stale-age 0';
  const parsed = parseStandaloneArguments([...url, ...flags.split(' '), '--allow-delete', '--temporary']);
  expect(parsed).toEqual({
    ok: true,
    value: {
      databaseUrl: url[1],
      host: '127.0.0.1',
      port: 0,
      secret: 's',
      options: {
        chunkBytes: 10,
        longPollMs: 20,
        cacheMaxAge: 1,
        cacheStaleAge: 0,
        allowDelete: true,
        isTemporary: true,
      },
    },
  });
});

test.each([
  { name: 'no database', args: ['--insecure'], error: /--database-url is missing/ },
  {
    name: 'not a Postgres address',
    args: ['--database-url', 'http://x', '--insecure'],
    error: /must look like/,
  },
  { name: 'neither secret nor insecure', args: url, error: /refusing/ },
  { name: 'empty secret', args: [...url, '--secret', ''], error: /empty/ },
  { name: 'bad port', args: [...url, '--insecure', '--port', '99999'], error: /--port/ },
  { name: 'bad number', args: [...url, '--insecure', '--chunk-bytes', '0'], error: /--chunk-bytes/ },
  { name: 'unknown flag', args: [...url, '--insecure', '--nope'], error: /nope/ },
  { name: 'stray word', args: [...url, '--insecure', 'stray'], error: /stray/ },
])('$name is one clear line', ({ args, error }) => {
  const parsed = parseStandaloneArguments(args);
  expect(parsed.ok ? '' : parsed.error).toMatch(error);
  expect(parsed.ok ? '' : parsed.error).not.toContain('\n');
});
