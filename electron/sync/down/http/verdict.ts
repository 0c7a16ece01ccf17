/** What an answer of the server means for the request, for the connection and for the session. Pure. */
import { AppError } from '../../../../shared/kernel/app-error.ts';
import { parseJson } from '../../../../shared/kernel/parse-json.ts';
import { apiErrorSchema } from '../../../../shared/contracts/server/session.ts';
import type { FailureKind } from '../../connectivity/machine.ts';

export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  /** The body as it came. */
  readonly bytes: Buffer;
  /** The body as text, decoded when it is asked for. */
  readonly text: string;
};

export function answerOf(status: number, headers: Headers, bytes: Buffer): Answer {
  return {
    status,
    headers,
    bytes,
    get text() {
      return bytes.toString('utf8');
    },
  };
}

export type Verdict<T> =
  | { readonly kind: 'done'; readonly value: T }
  /** Nothing of ours answered: every request waits for the connection. */
  | { readonly kind: 'unreachable'; readonly failure: FailureKind; readonly retryAfterMs: number | null }
  /** This request alone failed in a way that may pass: it is repeated after a while. */
  | { readonly kind: 'troubled'; readonly what: string }
  | { readonly kind: 'token_refused' }
  | { readonly kind: 'scope_changed' }
  | { readonly kind: 'too_old'; readonly hint: string }
  /** It makes no sense to send this request again. */
  | { readonly kind: 'refused'; readonly error: AppError };

const TOO_OLD =
  'This version of the desktop is too old for the server. Update it to go on receiving changes.';

/** Judges an answer that is not the success its reader looks for. */
export function judgeFailure(answer: Answer): Exclude<Verdict<never>, { kind: 'done' }> {
  const { status } = answer;
  if (isForeign(answer)) return { kind: 'unreachable', failure: 'portal', retryAfterMs: null };
  if (status === 401) return { kind: 'token_refused' };
  if (status === 403) return { kind: 'scope_changed' };
  if (status === 426) return { kind: 'too_old', hint: hintOf(answer) ?? TOO_OLD };
  if (status === 429)
    return { kind: 'unreachable', failure: 'rate_limited', retryAfterMs: retryAfterMs(answer) };
  if (status === 408 || status === 502 || status === 503 || status === 504) {
    return { kind: 'unreachable', failure: 'server', retryAfterMs: retryAfterMs(answer) };
  }
  if (status >= 400 && status < 500) return { kind: 'refused', error: refusal(answer) };
  return { kind: 'troubled', what: `the server answered ${status}` };
}

/** A page or a redirect of somebody else's: a hotel's sign-in, a proxy's apology. */
function isForeign({ status, headers }: Answer): boolean {
  if (status === 0 || status === 511 || (status >= 300 && status < 400)) return true;
  const type = headers.get('content-type') ?? '';
  return type.startsWith('text/html') && status < 500;
}

function refusal(answer: Answer): AppError {
  const hint = hintOf(answer);
  return new AppError('precondition_failed', `the server refused the request with ${answer.status}`, {
    hint:
      hint ??
      'The server refused to send changes. Restart the desktop; if that does not help, tell your administrator.',
    details: { status: answer.status, answer: answer.text.slice(0, 500) },
  });
}

function hintOf(answer: Answer): string | null {
  const parsed = apiErrorSchema.safeParse(parseJson(answer.text));
  return parsed.success ? parsed.data.error.hint : null;
}

function retryAfterMs({ headers }: Answer): number | null {
  const seconds = Number(headers.get('retry-after') ?? '');
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : null;
}
