import { expect, test } from 'vitest';
import { createLagAlarm } from './lag-alarm.ts';

test('rings once when the limit is passed, once when it is over, and again the next time', () => {
  const lines: string[] = [];
  const note =
    (level: string) =>
    (context: Readonly<Record<string, unknown>>): void =>
      void lines.push(`${level} ${String(context['alarm'])} ${String(context['lagBytes'])}`);
  const log = { info: note('info'), warn: note('warn') };
  const alarm = createLagAlarm({ slot: 's', limitBytes: 100, giveUpBytes: 800, log });
  for (const lag of [0, 100, 101, 500, 90, 51]) alarm.observe(lag);
  expect(alarm.isRaised()).toBe(true);
  for (const lag of [50, 0, 100]) alarm.observe(lag);
  expect(alarm.isRaised()).toBe(false);
  alarm.observe(200);
  expect(lines).toEqual(['warn slot_lag 101', 'info slot_lag 50', 'warn slot_lag 200']);
});
