/** A sync server behind `fetch`: one person, a session, mutations by id. It can be unreachable. */
import type { UploadRequest } from '../../../shared/contracts/server/mutations.ts';
import type { SessionInfo, SignInRequest } from '../../../shared/contracts/server/session.ts';
import type { Fetch } from '../../session/server-api.ts';

export const SERVER_URL = 'https://sync.example.com';
export const PERSON = {
  id: '11111111-1111-4111-8111-111111111111',
  name: 'Ada',
  email: 'ada@example.com',
  role: 'account_manager' as const,
  time_zone: 'UTC',
};
export const CLIENT_ID = '22222222-2222-4222-8222-222222222222';

export type FakeSyncServer = {
  readonly fetch: Fetch;
  isUp: boolean;
  password: string;
  tokenWorks: boolean;
  session: SessionInfo;
  readonly uploads: UploadRequest[];
  readonly seenDevices: string[];
  readonly rejects: Set<string>;
};

export function fakeSyncServer(): FakeSyncServer {
  const server: FakeSyncServer = {
    isUp: true,
    password: 'correct horse',
    tokenWorks: true,
    uploads: [],
    seenDevices: [],
    rejects: new Set(),
    session: {
      person: PERSON,
      client_ids: [CLIENT_ID],
      tables: ['clients', 'leads'],
      epoch: '33333333-3333-4333-8333-333333333333',
      server_version: '1',
      min_desktop_version: '0',
      schema_version: 1,
      suppression_key: 'aa'.repeat(32),
      offline_sign_in_days: 30,
    },
    fetch: async (url, init) => {
      if (!server.isUp) throw new TypeError('fetch failed');
      const { pathname } = new URL(url);
      const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : null;
      if (pathname === '/healthz') return Response.json({ status: 'ok', version: '1' });
      if (pathname === '/api/sign-in') return signIn(body as SignInRequest);
      if (!server.tokenWorks) return refusal(401, 'unauthenticated');
      if (pathname === '/api/session') return Response.json(server.session);
      if (pathname === '/api/sign-out' || pathname === '/api/device')
        return new Response(null, { status: 204 });
      if (pathname === '/api/mutations') return upload(body as UploadRequest);
      return refusal(404, 'not_found');
    },
  };

  function signIn(request: SignInRequest): Response {
    if (request.password !== server.password) return refusal(401, 'unauthenticated');
    server.seenDevices.push(request.device.id);
    server.tokenWorks = true;
    return Response.json({
      token: 'token-1',
      expires_at: '2030-01-01T00:00:00.000Z',
      session: server.session,
    });
  }

  function upload(request: UploadRequest): Response {
    server.uploads.push(request);
    return Response.json({
      status: 'ok',
      epoch: server.session.epoch,
      last_seq: request.mutations.at(-1)?.seq ?? 0,
      wal_lsn: '10',
      results: request.mutations.map(({ id, seq, name }) =>
        server.rejects.has(name)
          ? { id, seq, outcome: 'rejected', reason: { code: 'conflict', hint: 'Too late.' }, xid: null }
          : { id, seq, outcome: 'accepted', reason: null, xid: '1' },
      ),
    });
  }
  return server;
}

function refusal(status: number, code: string): Response {
  return Response.json({ error: { code, hint: `Refused: ${code}.`, retryable: false } }, { status });
}
