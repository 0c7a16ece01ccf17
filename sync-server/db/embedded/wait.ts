/** Waiting for something outside this process that sends no event. */
import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 15;

/** Asks until the answer is not null; null once `timeoutMs` have passed. */
export async function poll<T>(ask: () => Promise<T | null>, timeoutMs: number): Promise<T | null> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (Date.now() >= deadline) return null;
    await delay(POLL_MS);
  }
}
