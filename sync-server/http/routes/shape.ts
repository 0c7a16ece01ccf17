import { Hono } from 'hono';
import { z } from 'zod';
import { AppError } from '../../../shared/kernel/app-error.ts';
import { SCHEMA_VERSION } from '../../../shared/schema/registry.ts';
import { requirePrincipal } from '../authenticate.ts';
import type { ServerEnv } from '../environment.ts';
import type { AppPorts } from '../ports.ts';
import { refuseOwnDefinition } from '../../shapes/desktop-policy.ts';
import { createOpenRequests } from '../../shapes/open-requests.ts';
import { shapeDefinition } from '../shape-definition.ts';

/** What a device may say about a shape. The rest (where, columns, params, subset, replica) is the server's to decide. */
const OWN_WORDS = [
  'table',
  'offset',
  'handle',
  'live',
  'live_sse',
  'experimental_live_sse',
  'cursor',
  'expired_handle',
  'cache-buster',
  'schema_version',
];

/** `GET /v1/shape`: one table as the person may see it, in Electric's protocol. */
export function shapeRoutes(ports: AppPorts): Hono<ServerEnv> {
  const openRequests = createOpenRequests();
  return new Hono<ServerEnv>().use('/v1/shape', requirePrincipal(ports)).get('/v1/shape', async (c) => {
    const asked = new URL(c.req.url).searchParams;
    const refusal = refuseOwnDefinition(c.req.raw);
    if (refusal) return privateResponse(refusal);
    checkSchemaVersion(asked.get('schema_version'));
    const principal = c.get('principal');
    const definition = shapeDefinition(principal, asked.get('table') ?? '');
    const address = new URL(c.req.url);
    address.search = '';
    for (const word of OWN_WORDS) {
      const value = asked.get(word);
      if (value !== null && word !== 'table' && word !== 'schema_version')
        address.searchParams.set(word, value);
    }
    const { headers, signal } = c.req.raw;
    const request = new Request(address, { method: 'GET', headers, signal });
    const response = await openRequests.hold(principal.deviceId ?? principal.sessionId, signal, () =>
      ports.shapes.handle(request, definition),
    );
    return privateResponse(response);
  });
}

function checkSchemaVersion(given: string | null): void {
  if (given === null) return;
  const version = z.coerce.number().int().positive().safeParse(given);
  if (version.success && version.data <= SCHEMA_VERSION) return;
  throw new AppError('precondition_failed', `unknown schema version ${given}`, {
    hint: 'This desktop is newer than its server. The server has to be updated first.',
  });
}

/** Bodies depend on the bearer: no shared cache may keep them, whatever the shape service said. */
function privateResponse(response: Response): Response {
  const headers = new Headers(response.headers);
  headers.set('vary', 'accept-encoding, authorization');
  headers.set('cache-control', 'private, no-store');
  headers.delete('surrogate-control');
  return new Response(response.body, { status: response.status, headers });
}
