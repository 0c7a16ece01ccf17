import { expect, test } from 'vitest';
import { AppError } from '../../shared/kernel/app-error.ts';
import { whenFree } from './when-free.ts';

const atOnce = { setTimeout: (run: () => void) => queueMicrotask(run), clearTimeout: () => undefined };

test('what is held for a moment is opened when it is let go', async () => {
  let tries = 0;
  const open = async (): Promise<string> => {
    tries += 1;
    if (tries < 4) throw new AppError('locked', 'held');
    return 'open';
  };
  expect(await whenFree(open, atOnce)).toBe('open');
  expect(tries).toBe(4);
});

test('what stays held, or fails otherwise, is said', async () => {
  const failing = (code: 'locked' | 'disk_full') => async (): Promise<never> => {
    throw new AppError(code, 'no');
  };
  await expect(whenFree(failing('locked'), atOnce)).rejects.toMatchObject({ code: 'locked' });
  await expect(whenFree(failing('disk_full'), atOnce)).rejects.toMatchObject({ code: 'disk_full' });
});
