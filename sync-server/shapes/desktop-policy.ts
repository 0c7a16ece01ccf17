import { invalidRequest } from './request/errors.ts';
import { errorReply } from './http/replies.ts';

/** Parameters with which a client would decide for itself which rows or columns it sees. */
const DECIDED_BY_SERVER =
  /^(?:where|columns|queryable_columns|params(?:\[.*)?|subset(?:__.*|\[.*)?|secret|api_secret)$/;

/**
 * Refuses a desktop's shape request that brings its own filter, columns, parameters or subset, or is no read at all.
 * Gives the 400 to answer, or undefined when the request may go on.
 */
export function refuseOwnDefinition(request: Request): Response | undefined {
  const errors: Record<string, string[]> = {};
  for (const name of new URL(request.url).searchParams.keys()) {
    if (DECIDED_BY_SERVER.test(name)) errors[name] = ['is decided by the server and cannot be given'];
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') errors['method'] = ['must be GET'];
  return Object.keys(errors).length === 0 ? undefined : errorReply(invalidRequest(errors), request.method);
}
