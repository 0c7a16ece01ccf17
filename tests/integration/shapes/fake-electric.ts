/**
 * An Electric that replays captures: it answers a request whose query equals a captured one, for a service configured
 * with a secret, and says what it was asked.
 */
import { readCapture, type CapturedRequest } from './capture-file.ts';
import { listen, type TestServer } from './http-server.ts';

export type FakeElectric = TestServer & {
  readonly asked: readonly URL[];
  /** Answers the next requests with this, whatever they ask. */
  readonly override: (response: (() => Response) | undefined) => void;
};

/** Placeholders get fixed values, as a real service has them. */
function concrete(text: string): string {
  return text
    .replaceAll(/\{\{h(\d+)\}\}/g, '13176827$1-179550020601923$1')
    .replaceAll(/\{\{l(\d+)\}\}/g, '2690882$1')
    .replaceAll(/\{\{\w+\}\}/g, '26513584');
}

/** `log=full`, which the stock client always says, is the default. */
function queryKey(url: URL): string {
  const pairs = [...url.searchParams]
    .filter(([name, value]) => name !== 'secret' && !(name === 'log' && value === 'full'))
    .map((pair) => pair.join('='));
  return pairs.toSorted().join('&');
}

function captured(step: CapturedRequest): readonly [string, CapturedRequest] {
  const [, ...path] = concrete(step.request).split(' ');
  return [queryKey(new URL(path.join(' '), 'http://electric.test')), step];
}

export async function startFakeElectric(file: string, secret: string): Promise<FakeElectric> {
  const steps = readCapture(file).steps.filter(
    (step) => 'status' in step && step.request.startsWith('GET /v1/shape'),
  );
  // The first answer to a question is the plain one; later ones depend on request headers.
  const answers = new Map(steps.toReversed().map((step) => captured(step as CapturedRequest)));
  const asked: URL[] = [];
  let override: (() => Response) | undefined;
  const server = await listen(async (request) => {
    const url = new URL(request.url);
    asked.push(url);
    if (override !== undefined) return override();
    if (url.searchParams.get('secret') !== secret) {
      return new Response('{"message":"Unauthorized - Invalid API secret"}', { status: 401 });
    }
    const step = answers.get(queryKey(url));
    if (step === undefined) return new Response('not captured', { status: 500 });
    const isEmpty = step.status === 304 || step.body === '';
    const headers = Object.fromEntries(
      Object.entries(step.headers).map(([name, value]) => [name, concrete(value)]),
    );
    return new Response(isEmpty ? null : concrete(JSON.stringify(step.body)), {
      status: step.status,
      headers,
    });
  });
  return {
    ...server,
    asked,
    override: (response) => {
      override = response;
    },
  };
}
