import { AppError } from '../../shared/kernel/app-error.ts';
import type { FailureKind } from '../sync/connectivity/machine.ts';

const DNS_CODES: ReadonlySet<string> = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME']);

/** What a request that got no answer failed of: `cancelled`, `timeout` or `offline`, with what it says of the connection. */
export function unreachable(
  cause: unknown,
  request: { readonly path: string; readonly signal?: AbortSignal | undefined },
): AppError {
  const { path, signal } = request;
  if (signal?.aborted === true) return new AppError('cancelled', `${path} was given up`, { cause });
  const failure = failureOf(cause);
  if (failure === 'timeout') {
    return new AppError('timeout', `${path}: no answer`, {
      hint: 'The server does not answer.',
      details: { failure },
      cause,
    });
  }
  return new AppError('offline', `${path}: unreachable`, {
    hint: HINTS[failure],
    details: { failure },
    cause,
  });
}

const HINTS: Readonly<Record<'network' | 'dns' | 'tls', string>> = {
  network: 'The server cannot be reached.',
  dns: 'The server cannot be found: its name is not known to this network.',
  tls: 'The connection is not secure: the server’s certificate was not accepted. Check the date of this computer, and the network.',
};

/** Node names the failure in `cause.code`, Electron's network stack in the message, as `net::ERR_...`. */
function failureOf(cause: unknown): Extract<FailureKind, 'network' | 'dns' | 'tls' | 'timeout'> {
  const words = wordsOf(cause);
  if (words.some((word) => word === 'TimeoutError' || /TIMED_?OUT/.test(word))) return 'timeout';
  if (words.some((word) => DNS_CODES.has(word) || word.includes('ERR_NAME_'))) return 'dns';
  return words.some((word) => TLS.test(word)) ? 'tls' : 'network';
}

const TLS =
  /CERT|SELF_SIGNED|UNABLE_TO_(GET_ISSUER|VERIFY)|ERR_TLS|ERR_SSL|EPROTO|HOSTNAME_MISMATCH|wrong version number/;

/** Names, codes and messages of an error and of what caused it. */
function wordsOf(cause: unknown): readonly string[] {
  const words: string[] = [];
  for (let error = cause, depth = 0; error instanceof Error && depth < 4; error = error.cause, depth += 1) {
    words.push(error.name, error.message);
    if ('code' in error && typeof error.code === 'string') words.push(error.code);
  }
  return words;
}
