import { AppError } from '../../shared/kernel/app-error.ts';
import type { Account, Profile } from './profile.ts';
import { verifies } from './verifier.ts';

const DAY_MS = 24 * 3_600_000;

/**
 * The account that may be opened without the server: of the person who last signed in here, with the same password,
 * within the server's time limit. Throws `unauthenticated` or `offline` with what the person can do.
 */
export async function offlineAccount(
  profile: Profile,
  by: {
    readonly serverUrl: string;
    readonly email: string;
    readonly password: string;
    readonly nowMs: number;
  },
): Promise<Account> {
  const last = profile.accounts
    .filter((one) => one.server_url === by.serverUrl)
    .toSorted((a, b) => b.last_sign_in_at - a.last_sign_in_at)[0];
  if (!last || last.email !== by.email) {
    throw new AppError('offline', 'not the last person of this device', {
      hint: last
        ? `The server cannot be reached. Without it only ${last.person.name} can sign in on this device.`
        : 'The server cannot be reached, and nobody has signed in on this device before.',
    });
  }
  // A clock that was set back must not lengthen the time.
  const ageMs = Math.abs(by.nowMs - last.last_contact_at);
  if (ageMs > last.session.offline_sign_in_days * DAY_MS) {
    throw new AppError('offline', 'offline sign-in has expired', {
      hint: `This device has not spoken to the server for more than ${last.session.offline_sign_in_days} days. Connect once to sign in.`,
    });
  }
  if (!(await verifies(last.verifier, by.password))) {
    throw new AppError('unauthenticated', 'wrong password, checked offline', {
      hint: 'That password is not the one last used on this device. Connect to use a new one.',
    });
  }
  return last;
}
