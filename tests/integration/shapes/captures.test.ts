/** Replays what the real service answered: status, headers and bodies must be the same but for names and positions. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCapture, type CapturedRequest, type CaptureStep } from './capture-file.ts';
import { createBindings, findDifference, type Bindings } from './placeholders.ts';
import { startServiceUnderTest, untilWaiting, type ServiceUnderTest } from './service-under-test.ts';

const FILES = [
  'a-endpoints.json',
  'b-snapshot-catch-up-live.json',
  'c-must-refetch.json',
  'd-where.json',
  'e-columns.json',
  'f-table-names.json',
  'g-replica-full.json',
  'h-changes-only.json',
  'i-subsets.json',
  'k-validation.json',
  'l-keys.json',
  'm-values.json',
  'n-other.json',
  'r-transactions.json',
  't-names.json',
];

describe.each(FILES)('%s', (file) => {
  const capture = readCapture(file);
  const bindings = createBindings();
  let subject: ServiceUnderTest;

  beforeAll(async () => {
    subject = await startServiceUnderTest({ allowDelete: true, longPollMs: 400 });
  });
  afterAll(async () => {
    await subject.close();
  });

  test.each(withNames(capture.steps))('$name', async ({ before, step }) => {
    for (const earlier of before) await prepare(subject, earlier, bindings);
    if (step !== undefined) await compare(subject, step, bindings);
  });
});

type NamedStep = {
  readonly name: string;
  readonly before: CaptureStep[];
  readonly step: CapturedRequest | undefined;
};

/** Each captured request is one test; the SQL before it belongs to it. */
function withNames(steps: readonly CaptureStep[]): NamedStep[] {
  const named: NamedStep[] = [];
  let before: CaptureStep[] = [];
  for (const step of steps) {
    if (!('status' in step)) {
      before.push(step);
      continue;
    }
    named.push({ name: `${named.length + 1}. ${step.name}`, before, step });
    before = [];
  }
  return named;
}

async function prepare(subject: ServiceUnderTest, step: CaptureStep, bindings: Bindings): Promise<void> {
  if ('sql' in step) await subject.sql(step.sql);
  if (!('bind' in step)) return;
  const response = await subject.ask(step.request.slice('GET '.length));
  await response.text();
  bindings.set(step.bind, response.headers.get('electric-handle') ?? '');
}

async function compare(subject: ServiceUnderTest, step: CapturedRequest, bindings: Bindings): Promise<void> {
  const [method = 'GET', ...path] = step.request.split(' ');
  const headers = Object.fromEntries(
    Object.entries(step.requestHeaders).map(([name, value]) => [name, bindings.fill(value)]),
  );
  const pending = subject.ask(bindings.fill(path.join(' ')), {
    method,
    headers,
    ...(step.requestBody === undefined ? {} : { body: step.requestBody }),
  });
  if (step.meanwhile !== undefined) {
    await untilWaiting(subject.service());
    await subject.sql(step.meanwhile);
  }
  const response = await pending;
  const text = await response.text();
  expect(response.status, text).toBe(step.status);
  expect(headerDifferences(step.headers, response.headers, bindings)).toEqual([]);
  if (step.body === undefined) return;
  expect(
    findDifference(sortedRows(step.body), sortedRows(parseBody(text, step.body)), bindings),
  ).toBeUndefined();
}

function headerDifferences(
  expected: Readonly<Record<string, string>>,
  actual: Headers,
  bindings: Bindings,
): readonly string[] {
  const differences: string[] = [];
  for (const [name, value] of Object.entries(expected)) {
    const found = actual.get(name);
    const isSame =
      name === 'electric-schema'
        ? findDifference(JSON.parse(value), JSON.parse(found ?? 'null'), bindings) === undefined
        : found !== null && bindings.matches(value, found);
    if (!isSame) differences.push(`${name}: expected ${value}, got ${found}`);
  }
  const optional = [
    'electric-up-to-date',
    'electric-schema',
    'electric-cursor',
    'electric-handle',
    'electric-offset',
    'etag',
  ];
  for (const name of optional) {
    if (actual.has(name) && expected[name] === undefined)
      differences.push(`${name}: not expected, got ${actual.get(name)}`);
  }
  return differences;
}

function parseBody(text: string, expected: unknown): unknown {
  return typeof expected === 'string' ? text : JSON.parse(text);
}

/** Rows of a snapshot come in the order Postgres finds them. */
function sortedRows(body: unknown): unknown {
  if (!Array.isArray(body) || body.some((message) => hasLsn(message))) return body;
  return body.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function hasLsn(message: { headers?: { lsn?: unknown } }): boolean {
  return message.headers?.lsn !== undefined;
}

function keyOf(message: { key?: string }): string {
  return message.key ?? '~';
}
