import { expect, test } from 'vitest';
import { refuseOwnDefinition } from './desktop-policy.ts';

const ask = (query: string, method = 'GET'): Response | undefined =>
  refuseOwnDefinition(new Request(`http://x/v1/shape?${query}`, { method }));

test.each([
  'where=true',
  'columns=id',
  'queryable_columns=id',
  'params[1]=x',
  'params%5B1%5D=x',
  'params=x',
  'subset__where=true',
  'subset__limit=1',
  'secret=x',
])('a request with %s is refused', async (query) => {
  const refused = ask(`table=leads&offset=-1&${query}`);
  expect(refused?.status).toBe(400);
  expect(await refused?.text()).toContain('decided by the server');
});

test('a body cannot smuggle a subset in', () => {
  expect(ask('table=leads&offset=-1', 'POST')?.status).toBe(400);
});

test('what the stock client sends passes', () => {
  const query =
    'cache-buster=1&cursor=&expired_handle=1-2&handle=1-2&live=true&live_sse=true&experimental_live_sse=true&log=full&offset=0_inf&replica=full&table=leads';
  expect(ask(query)).toBeUndefined();
});
