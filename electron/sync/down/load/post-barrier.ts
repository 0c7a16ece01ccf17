import type { AppError } from '../../../../shared/kernel/app-error.ts';
import type { Pause } from '../http/pause.ts';
import type { Requester } from '../http/requester.ts';
import { judgeFailure, type Answer, type Verdict } from '../http/verdict.ts';

/** Has the server write a barrier; repeated until it has. Rejects only with the signal's reason. */
export async function postBarrier(options: {
  readonly id: string;
  readonly serverUrl: string;
  readonly requester: Requester;
  readonly pause: Pause;
  readonly fail: (error: AppError) => void;
  readonly signal: AbortSignal;
}): Promise<void> {
  const { id, serverUrl, requester, pause, fail, signal } = options;
  const url = new URL('api/barrier', serverUrl.endsWith('/') ? serverUrl : `${serverUrl}/`).href;
  for (let refusals = 1; ; refusals += 1) {
    const sent = await requester.send({
      url: () => url,
      live: false,
      post: { id },
      signal,
      read: readBarrier,
    });
    if (sent.ok) return;
    if (refusals === 1) fail(sent.error);
    await pause(refusals, signal);
  }
}

/** A repeated barrier is as good as the first: the earlier answer was lost on its way. */
function readBarrier(answer: Answer): Verdict<null> {
  const isWritten = (answer.status >= 200 && answer.status < 300) || answer.status === 409;
  const type = answer.headers.get('content-type') ?? '';
  return isWritten && !type.startsWith('text/html') ? { kind: 'done', value: null } : judgeFailure(answer);
}
