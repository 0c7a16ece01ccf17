import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PASSWORD, startTestServer, type TestServer } from '../../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.dispose());

const device = () => ({ id: randomUUID(), name: 'Laptop', platform: 'linux' });

describe('signing in', () => {
  test('gives a token, the person and what they may read', async () => {
    const { id, email } = await server.addPerson('account_manager');
    const { token, session } = await server.signIn(email);
    expect(session).toMatchObject({ person: { id, email, role: 'account_manager' }, client_ids: [] });
    expect(session.tables).toContain('leads');
    expect(session.tables).not.toContain('integrations');
    const again = await server.call('/api/session', { token });
    expect(await again.json()).toEqual(session);
  });

  test('a wrong password and an unknown address get the same answer', async () => {
    const { email } = await server.addPerson('viewer');
    const bodies = await Promise.all(
      [email, 'nobody@test.example.com'].map(async (address) => {
        const answer = await server.call('/api/sign-in', {
          body: { email: address, password: 'wrong password', device: device() },
        });
        expect(answer.status).toBe(401);
        return answer.text();
      }),
    );
    expect(bodies[0]).toBe(bodies[1]);
  });

  test('guessing is slowed down after ten tries', async () => {
    const { email } = await server.addPerson('viewer');
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 11; attempt += 1) {
      const answer = await server.call('/api/sign-in', {
        body: { email, password: `guess number ${attempt}`, device: device() },
      });
      statuses.push(answer.status);
      if (attempt === 10) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
  });

  test('a device belongs to one person and can be shut out', async () => {
    const first = await server.addPerson('viewer');
    const second = await server.addPerson('viewer');
    const deviceId = randomUUID();
    const { token } = await server.signIn(first.email, deviceId);
    const body = { email: second.email, password: PASSWORD, device: { ...device(), id: deviceId } };
    expect((await server.call('/api/sign-in', { body })).status).toBe(403);
    await server.pool.query('update devices set revoked_at = now() where id = $1', [deviceId]);
    await expect(server.signIn(first.email, deviceId)).rejects.toThrow('403');
    await expect
      .poll(async () => (await server.call('/api/session', { token })).status, { timeout: 10_000 })
      .toBe(401);
  });

  test('signing out ends the session', async () => {
    const { email } = await server.addPerson('viewer');
    const { token } = await server.signIn(email);
    expect((await server.call('/api/sign-out', { token, body: {} })).status).toBe(204);
    expect((await server.call('/api/session', { token })).status).toBe(401);
  });
});

describe('inviting and resetting', () => {
  test('an admin invites, the link sets the password once, the person signs in', async () => {
    const admin = await server.signIn((await server.addPerson('admin')).email);
    const email = `${randomUUID()}@test.example.com`;
    const body = { email, name: 'New Colleague', role: 'account_manager' };
    const invited = await server.call('/api/people/invite', { token: admin.token, body });
    expect(invited.status).toBe(201);
    const { link } = (await invited.json()) as { link: string };
    expect(link).toMatch(new RegExp(`^${server.url}/account/password#`));
    const set = (password: string) =>
      server.call('/api/password/set', { body: { token: new URL(link).hash.slice(1), password } });
    expect((await set('short')).status).toBe(400);
    expect((await set(PASSWORD)).status).toBe(204);
    expect((await set(PASSWORD)).status).toBe(412);
    expect((await server.signIn(email)).session.person.name).toBe('New Colleague');
    expect((await server.call('/api/people/invite', { token: admin.token, body })).status).toBe(409);
  });

  test('only admins invite', async () => {
    const manager = await server.signIn((await server.addPerson('account_manager')).email);
    const body = { email: 'x@test.example.com', name: 'X', role: 'admin' };
    expect((await server.call('/api/people/invite', { token: manager.token, body })).status).toBe(403);
    expect((await server.call('/api/people/invite', { body })).status).toBe(401);
  });

  test('asking for a reset tells nothing about who exists', async () => {
    const { email } = await server.addPerson('viewer');
    const answers = await Promise.all(
      [email, 'nobody@test.example.com'].map(async (address) => {
        const answer = await server.call('/api/password/forgot', { body: { email: address } });
        return [answer.status, await answer.text()];
      }),
    );
    expect(answers[0]).toEqual(answers[1]);
  });

  test('the password page runs under its own content policy', async () => {
    const page = await server.call('/account/password');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await page.text()).toContain('Set your password');
  });
});

describe('the edges', () => {
  test('what is not JSON, too large or unknown is refused with a reason', async () => {
    const post = (body: string) =>
      fetch(`${server.url}/api/sign-in`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
    expect((await post('{')).status).toBe(400);
    expect((await post('{}')).status).toBe(400);
    expect((await post(`"${'x'.repeat(20_000)}"`)).status).toBe(413);
    expect((await server.call('/api/nothing')).status).toBe(404);
    expect((await server.call('/anything')).status).toBe(404);
  });

  test('health is open, readiness is truthful, a request id comes back', async () => {
    expect((await server.call('/healthz')).status).toBe(200);
    const ready = await server.call('/readyz');
    expect(await ready.json()).toMatchObject({ status: 'ready' });
    expect(ready.headers.get('x-request-id')).toMatch(/^[\w-]{8,}$/);
  });
});

test('a copied profile goes on as another device of the same person', async () => {
  const { email } = await server.addPerson('account_manager');
  const first = randomUUID();
  const second = randomUUID();
  const { token } = await server.signIn(email, first);
  const upload = (device_id: string) =>
    server.call('/api/mutations', { token, body: { device_id, epoch: null, mutations: [] } });
  expect((await upload(second)).status).toBe(403);
  expect((await server.call('/api/device', { token, body: { ...device(), id: second } })).status).toBe(204);
  expect((await upload(second)).status).toBe(200);
  expect((await upload(first)).status).toBe(403);
});
