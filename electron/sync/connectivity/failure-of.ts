import type { FailureKind } from './machine.ts';

const DNS_CODES: ReadonlySet<string> = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME']);
const TLS =
  /CERT|SELF_SIGNED|UNABLE_TO_(GET_ISSUER|VERIFY)|ERR_TLS|ERR_SSL|EPROTO|HOSTNAME_MISMATCH|wrong version number/;

/**
 * What a request that got no answer failed of. Node names it in `cause.code`, Electron's network stack in the message, as
 * `net::ERR_...`.
 */
export function failureOf(cause: unknown): Extract<FailureKind, 'network' | 'dns' | 'tls' | 'timeout'> {
  const words = wordsOf(cause);
  if (words.some((word) => word === 'TimeoutError' || /TIMED_?OUT/.test(word))) return 'timeout';
  if (words.some((word) => DNS_CODES.has(word) || word.includes('ERR_NAME_'))) return 'dns';
  return words.some((word) => TLS.test(word)) ? 'tls' : 'network';
}

/** Names, codes and messages of an error and of what caused it. */
function wordsOf(cause: unknown): readonly string[] {
  const words: string[] = [];
  for (let error = cause, depth = 0; error instanceof Error && depth < 4; error = error.cause, depth += 1) {
    words.push(error.name, error.message);
    if ('code' in error && typeof error.code === 'string') words.push(error.code);
  }
  return words;
}
