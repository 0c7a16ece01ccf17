import { expect, test } from 'vitest';
import { createConnectivity } from './connectivity.ts';
import { virtualTimers } from './virtual-timers.ts';

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

function setUp() {
  const timers = virtualTimers(settle);
  const states: string[] = [];
  const connectivity = createConnectivity({
    timers,
    random: () => 0.5,
    onChange: ({ state }) => states.push(state),
  });
  return { timers, states, connectivity, never: new AbortController().signal };
}

test('one request probes; the others follow once it was answered', async () => {
  const { connectivity, never } = setUp();
  const entered: string[] = [];
  const first = await connectivity.enter(never);
  expect(first.isProbe).toBe(true);
  for (const name of ['a', 'b']) void connectivity.enter(never).then(() => entered.push(name));
  await settle();
  expect(entered).toEqual([]);
  first.succeeded();
  await settle();
  expect(entered).toEqual(['a', 'b']);
});

test('a probe that was abandoned hands over to the next', async () => {
  const { connectivity, never } = setUp();
  const first = await connectivity.enter(never);
  const next = connectivity.enter(never);
  first.left();
  expect((await next).isProbe).toBe(true);
});

test('waits out the backoff, then probes again, then is online', async () => {
  const { connectivity, timers, states, never } = setUp();
  (await connectivity.enter(never)).failed('network');
  const second = connectivity.enter(never);
  await timers.advance(249);
  expect(connectivity.current().retryInMs).toBe(250);
  await timers.advance(1);
  (await second).failed('network');
  expect(connectivity.current().state).toBe('offline');
  const third = connectivity.enter(never);
  await timers.advance(500);
  (await third).succeeded();
  expect(states.filter((state, index) => state !== states[index - 1])).toEqual([
    'connecting',
    'offline',
    'online',
  ]);
  expect(timers.pending()).toBe(0);
});

test('a wake lets the next request out at once and leaves no timer behind', async () => {
  const { connectivity, timers, never } = setUp();
  (await connectivity.enter(never)).failed('timeout');
  const next = connectivity.enter(never);
  connectivity.report({ kind: 'wake' });
  expect((await next).isProbe).toBe(true);
  expect(timers.pending()).toBe(0);
});

test('a waiter whose signal aborts gets the reason and is forgotten', async () => {
  const { connectivity } = setUp();
  connectivity.report({ kind: 'token_refused' });
  const stopped = new AbortController();
  const waiting = connectivity.enter(stopped.signal);
  stopped.abort(new Error('stopped'));
  await expect(waiting).rejects.toThrow('stopped');
});
