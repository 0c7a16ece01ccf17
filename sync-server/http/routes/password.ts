import { Hono } from 'hono';
import { z } from 'zod';
import { findPersonByEmail } from '../../auth/people.ts';
import { createPasswordLink, setPasswordByLink } from '../../auth/passwords.ts';
import { clientAddress, type ServerEnv } from '../environment.ts';
import { readJson } from '../errors.ts';
import { passwordPage } from '../pages/password-page.ts';
import type { AppPorts } from '../ports.ts';
import { createRateLimit } from '../rate-limit.ts';

const setSchema = z.object({ token: z.string().min(20).max(200), password: z.string().max(1_000) });

/** Forgotten passwords, and the page that invitations and resets lead to. */
export function passwordRoutes(ports: AppPorts): Hono<ServerEnv> {
  const attempts = createRateLimit({ points: 20, seconds: 15 * 60, what: 'password attempts' });

  return new Hono<ServerEnv>()
    .get('/account/password', () => passwordPage())
    .post('/api/password/forgot', async (c) => {
      await attempts.take(clientAddress(c, ports.trustedProxies));
      const { email } = await readJson(c, z.object({ email: z.email() }), 4_096);
      const person = await findPersonByEmail(ports.pool, email);
      if (person && ports.mailer.enabled) await mailResetLink(ports, email, person);
      // The same answer for known and unknown addresses.
      return c.json({ sent: ports.mailer.enabled }, 202);
    })
    .post('/api/password/set', async (c) => {
      await attempts.take(clientAddress(c, ports.trustedProxies));
      const input = await readJson(c, setSchema, 4_096);
      await setPasswordByLink(ports.auth, ports.pool, { ...input, nowMs: ports.now() });
      ports.principals.forget();
      return c.body(null, 204);
    });
}

async function mailResetLink(
  ports: AppPorts,
  email: string,
  person: { id: string; name: string },
): Promise<void> {
  const link = await createPasswordLink(ports.pool, {
    userId: person.id,
    kind: 'reset',
    appUrl: ports.appUrl(),
    nowMs: ports.now(),
  });
  await ports.mailer.send({
    to: email,
    subject: 'Set a new password',
    text: `Hello ${person.name},\n\nset a new password here within two hours:\n${link.url}\n\nIf you did not ask for this, nothing has changed and you need do nothing.\n`,
  });
}
