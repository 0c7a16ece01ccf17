import { Hono } from 'hono';
import { AppError } from '../../../shared/kernel/app-error.ts';
import { createPerson, newPersonSchema } from '../../auth/people.ts';
import { createPasswordLink } from '../../auth/passwords.ts';
import { requirePrincipal } from '../authenticate.ts';
import type { ServerEnv } from '../environment.ts';
import { readJson } from '../errors.ts';
import type { AppPorts } from '../ports.ts';

/** `POST /api/people/invite` (admins): a person and a link with which they choose their password. */
export function peopleRoutes(ports: AppPorts): Hono<ServerEnv> {
  return new Hono<ServerEnv>().use('/people/*', requirePrincipal(ports)).post('/people/invite', async (c) => {
    if (c.get('principal').person.role !== 'admin') {
      throw new AppError('forbidden', 'only admins invite', { hint: 'Only an admin can invite people.' });
    }
    const person = await readJson(c, newPersonSchema, 8_192);
    const { id } = await createPerson({ pool: ports.pool, runAsSystem: ports.writes.runAsSystem }, person);
    const link = await createPasswordLink(ports.pool, {
      userId: id,
      kind: 'invitation',
      appUrl: ports.appUrl(),
      nowMs: ports.now(),
    });
    if (ports.mailer.enabled) {
      await ports.mailer.send({
        to: person.email,
        subject: 'Your XGrowthOS account',
        text: `Hello ${person.name},\n\nchoose your password within seven days:\n${link.url}\n`,
      });
    }
    c.header('cache-control', 'no-store');
    // Without mail the admin passes the link on.
    return c.json({ id, mailed: ports.mailer.enabled, link: ports.mailer.enabled ? null : link.url }, 201);
  });
}
