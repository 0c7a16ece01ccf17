import { z } from 'zod';
import { AppError } from '../../shared/kernel/app-error.ts';

const rowSchema = z.object({
  id: z.string(),
  user_id: z.string(),
  last_seq: z.coerce.number(),
  revoked: z.boolean(),
});

export const DEVICE_COLUMNS = 'id, user_id, last_seq, revoked_at is not null as revoked';

export type Device = { readonly id: string; readonly userId: string; readonly lastSeq: number };

/** Throws `unauthenticated` for a device that is unknown or revoked, `forbidden` for somebody else's. */
export function readDevice(row: unknown, userId: string): Device {
  const parsed = rowSchema.safeParse(row);
  if (!parsed.success) {
    throw new AppError('unauthenticated', 'unknown device', {
      hint: 'This device is not known here. Sign in again; what you changed here is kept.',
    });
  }
  const device = parsed.data;
  if (device.user_id !== userId) {
    throw new AppError('forbidden', 'device of another person', {
      hint: 'This device belongs to somebody else. Sign in again on it.',
    });
  }
  if (device.revoked) {
    throw new AppError('unauthenticated', 'device revoked', {
      hint: 'This device was signed out by an admin.',
    });
  }
  return { id: device.id, userId: device.user_id, lastSeq: device.last_seq };
}
