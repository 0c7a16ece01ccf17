/**
 * The twin of the embedded service for production: asks a real Electric. The definition and the secret are put into the
 * upstream address here and never reach the client; the answer's body is streamed as it comes.
 */
import { AppError, errorText } from '../../../shared/kernel/app-error.ts';
import { errorReply } from '../http/replies.ts';
import { quoteIdentifier } from '../names/identifier.ts';
import type { ShapeDefinition } from '../shape/definition.ts';

export type ElectricForwarderInput = {
  /** Base address of Electric, with or without a trailing slash. */
  readonly electricUrl: string;
  readonly secret?: string;
  readonly fetch?: typeof fetch;
};

export type ElectricForwarder = {
  readonly handle: (request: Request, definition: ShapeDefinition) => Promise<Response>;
};

/** What a client may say about its own place in the log. Everything else is decided on the server. */
const CLIENT_PARAMETERS: readonly string[] = [
  'offset',
  'handle',
  'live',
  'live_sse',
  'experimental_live_sse',
  'cursor',
  'replica',
  'log',
  'expired_handle',
  'cache-buster',
];
const REQUEST_HEADERS: readonly string[] = ['accept', 'if-none-match', 'traceparent'];
/** The body arrives decoded and is framed anew; CORS is the business of the server in front. */
const DROPPED_HEADERS: readonly string[] = [
  'content-encoding',
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
];

export function createElectricForwarder(input: ElectricForwarderInput): ElectricForwarder {
  const ask = input.fetch ?? fetch;
  return {
    handle: async (request, definition) => {
      const url = upstreamUrl(input, request, definition);
      try {
        const answer = await ask(url, {
          method: request.method === 'HEAD' ? 'HEAD' : 'GET',
          headers: pick(request.headers, REQUEST_HEADERS),
          signal: request.signal,
          redirect: 'manual',
        });
        return toResponse(answer);
      } catch (cause) {
        const error = new AppError('unavailable', `Electric does not answer: ${errorText(cause)}`, { cause });
        return errorReply(error, request.method);
      }
    },
  };
}

function upstreamUrl(
  { electricUrl, secret }: ElectricForwarderInput,
  request: Request,
  definition: ShapeDefinition,
): URL {
  const url = new URL(`${electricUrl.replace(/\/+$/, '')}/v1/shape`);
  const asked = new URL(request.url).searchParams;
  for (const name of CLIENT_PARAMETERS) {
    const value = asked.get(name);
    if (value !== null) url.searchParams.set(name, value);
  }
  url.searchParams.set('table', definition.table);
  if (definition.where !== undefined) url.searchParams.set('where', definition.where);
  if (definition.columns !== undefined) {
    url.searchParams.set('columns', definition.columns.map(quoteIdentifier).join(','));
  }
  for (const [index, value] of (definition.params ?? []).entries()) {
    url.searchParams.set(`params[${index + 1}]`, value);
  }
  if (secret !== undefined) url.searchParams.set('secret', secret);
  url.searchParams.sort();
  return url;
}

function pick(headers: Headers, names: readonly string[]): Record<string, string> {
  const picked: Record<string, string> = {};
  for (const name of names) {
    const value = headers.get(name);
    if (value !== null) picked[name] = value;
  }
  return picked;
}

/** A refusal of our secret is our fault, not the person's: it must not look like an expired session. */
function toResponse(answer: Response): Response {
  if (answer.status === 401 || answer.status === 403) {
    return errorReply(new AppError('unavailable', 'Electric refuses the secret of this server'), 'GET');
  }
  const headers = new Headers(answer.headers);
  for (const name of DROPPED_HEADERS) headers.delete(name);
  const isEmpty = answer.status === 204 || answer.status === 304;
  return new Response(isEmpty ? null : answer.body, { status: answer.status, headers });
}
