/** A whole sync server inside the test's process, on a database of its own. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SignInResponse } from '../../shared/contracts/server/session.ts';
import { signInResponseSchema } from '../../shared/contracts/server/session.ts';
import type { Role } from '../../shared/domain/vocabulary/people.ts';
import { createPerson } from '../../sync-server/auth/people.ts';
import { storePassword } from '../../sync-server/auth/passwords.ts';
import { parseConfig, type Environment } from '../../sync-server/config/parse.ts';
import { createLogger } from '../../sync-server/http/logging/logger.ts';
import { startServer, type RunningServer } from '../../sync-server/serve/server.ts';
import { createMigratedDatabase, type TestDatabase } from './postgres.ts';

export const PASSWORD = 'correct horse battery';

export type TestServer = RunningServer & {
  readonly database: TestDatabase;
  readonly addPerson: (
    role: Role,
    email?: string,
  ) => Promise<{ readonly id: string; readonly email: string }>;
  readonly signIn: (email: string, deviceId?: string) => Promise<SignInResponse>;
  /** A request with a token; JSON bodies are encoded. */
  readonly call: (
    path: string,
    options?: { token?: string; body?: unknown; method?: string },
  ) => Promise<Response>;
  /** Stops the server and drops its database. */
  readonly dispose: () => Promise<void>;
};

export async function startTestServer(environment: Environment = {}): Promise<TestServer> {
  const database = await createMigratedDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'xg server '));
  const config = parseConfig({
    NODE_ENV: 'test',
    DATABASE_URL: database.url,
    DATA_DIR: folder,
    PORT: '0',
    ...environment,
  });
  if (!config.ok) throw new Error(config.error.join('\n'));
  const server = await startServer(config.value, createLogger({ level: 'silent' }));
  const call: TestServer['call'] = (path, options = {}) =>
    fetch(`${server.url}${path}`, {
      method: options.method ?? (options.body === undefined ? 'GET' : 'POST'),
      headers: {
        ...(options.token ? { authorization: `Bearer ${options.token}` } : {}),
        ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    });
  return {
    ...server,
    database,
    call,
    addPerson: async (role, email = `${randomUUID()}@test.example.com`) => {
      const { pool, writer, auth } = server;
      const { id } = await createPerson(
        { pool, runAsSystem: writer.runAsSystem },
        { email, name: `A ${role}`, role },
      );
      await storePassword(auth, pool, id, PASSWORD);
      return { id, email };
    },
    signIn: async (email, deviceId = randomUUID()) => {
      const device = { id: deviceId, name: 'Test desktop', platform: 'test' };
      const answer = await call('/api/sign-in', { body: { email, password: PASSWORD, device } });
      if (!answer.ok) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`);
      return signInResponseSchema.parse(await answer.json());
    },
    dispose: async () => {
      await server.stop();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
