import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readHeaders } from '../../domain/csv/headers.ts';
import { createRowReader } from '../../domain/csv/row-reader.ts';
import type { ExistingLead, LeadValues } from '../../ports/existing-leads.ts';
import { guardianContext } from './context.ts';
import { createGuardian } from './guardian.ts';
import { createImportPlanner, type ImportRow, type PlannedRow } from './import-plan.ts';
import { importOptionsSchema } from './import-options.ts';
import { readEmployeeCount } from './lead-values.ts';
import { suppressionSet } from './suppression-set.ts';

const { columns } = readHeaders(['Email', 'First', 'Company', 'Country', 'Size', 'Stack']);
const readRow = createRowReader(columns, {
  Email: 'email',
  First: 'first_name',
  Company: 'company',
  Country: 'country',
  Size: 'employee_count',
  Stack: 'custom:stack',
});
const guardian = createGuardian(
  guardianContext({
    suppression: suppressionSet(
      [{ value_hmac: 'gone@acme.com', scope: 'global', reason: 'unsubscribed' }],
      (value) => value,
    ),
  }),
);

const nothing: LeadValues = {
  email: 'ann@acme.com',
  first_name: null,
  last_name: null,
  title: null,
  company: null,
  company_domain: null,
  phone: null,
  linkedin_url: null,
  website: null,
  country: 'US',
  city: null,
  industry: null,
  employee_count: null,
  custom: {},
};

function lead(over: Partial<LeadValues> = {}): ExistingLead {
  return { id: 'lead-1', email_key: 'ann@acme.com', values: { ...nothing, ...over } };
}

function planner(options: object, existing: readonly ExistingLead[] = []) {
  return createImportPlanner({
    guardian,
    readRow,
    existing: { byEmailKeys: async (keys) => existing.filter((found) => keys.includes(found.email_key)) },
    options: importOptionsSchema.parse({ mode: 'both', onMatch: 'fill', ...options }),
  });
}

const numbered = (cells: readonly (readonly string[])[]): ImportRow[] =>
  cells.map((row, index) => ({ row: index + 2, cells: row }));

async function planOne(
  cells: readonly string[],
  options: object,
  existing: readonly ExistingLead[] = [],
): Promise<PlannedRow> {
  const { rows } = await planner(options, existing).planBatch(numbered([cells]));
  return rows[0]!;
}

describe('a mailbox the client does not have', () => {
  const cells = ['Ann@Acme.com', 'ANN', 'Acme', 'USA', '51-200', 'Postgres'];
  test('is created with normalised values, its key and its verdict', async () => {
    expect(await planOne(cells, {})).toMatchObject({
      action: 'create',
      row: 2,
      email_key: 'ann@acme.com',
      values: {
        email: 'Ann@acme.com',
        first_name: 'Ann',
        last_name: null,
        country: 'US',
        employee_count: 51,
        custom: { stack: 'Postgres', employee_range: '51-200' },
      },
      verification: { verdict: 'valid', provisional: true },
    });
  });
  test('is skipped when only updates were asked for', async () => {
    expect(await planOne(cells, { mode: 'update' })).toMatchObject({ action: 'skip', code: 'not_there' });
  });
});

describe('a mailbox the client has', () => {
  const cells = ['a+nn@acme.com', 'Anna', 'Acme Inc', '', '', 'Postgres'];
  const row = ['ann+list@acme.com', ...cells.slice(1)];
  test.each([
    ['create', 'fill', { action: 'skip', code: 'already_there', leadId: 'lead-1' }],
    ['both', 'skip', { action: 'skip', code: 'already_there', leadId: 'lead-1' }],
    [
      'both',
      'fill',
      { action: 'update', patch: { company: 'Acme Inc', custom: { stack: 'Postgres', crm: 'x' } } },
    ],
    [
      'update',
      'overwrite',
      {
        action: 'update',
        patch: { first_name: 'Anna', company: 'Acme Inc', custom: { stack: 'Postgres', crm: 'x' } },
      },
    ],
  ])('%s, on match %s', async (mode, onMatch, expected) => {
    const existing = lead({ first_name: 'Ann', custom: { crm: 'x' } });
    const planned = await planOne(row, { mode, onMatch }, [existing]);
    expect(planned).toMatchObject(expected);
    if (planned.action === 'update' && 'patch' in expected) expect(planned.patch).toEqual(expected.patch);
  });

  test('is left alone when the row says nothing new, or nothing at all', async () => {
    const existing = lead({ first_name: 'Ann', company: 'Acme', custom: { stack: 'MySQL' } });
    expect(
      await planOne(['ann@acme.com', 'Bea', '', '', '', 'Redis'], { onMatch: 'fill' }, [existing]),
    ).toMatchObject({
      action: 'skip',
      code: 'nothing_new',
    });
    expect(
      await planOne(['ANN@ACME.COM', '', 'n/a', '', '', ''], { onMatch: 'overwrite' }, [existing]),
    ).toMatchObject({
      action: 'skip',
      code: 'nothing_new',
    });
  });

  test('is judged with what the client knows of it', async () => {
    const german = {
      ...lead(),
      email_key: 'ann@acme.de',
      values: { ...nothing, email: 'ann@acme.de', country: 'US' },
    };
    expect(await planOne(['ann@acme.de', 'Ann', '', '', '', ''], {}, [german])).toMatchObject({
      action: 'update',
      verification: { verdict: 'valid' },
    });
    expect(await planOne(['ann@acme.de', 'Ann', '', '', '', ''], {})).toMatchObject({
      action: 'create',
      verification: { verdict: 'blocked' },
    });
  });
});

describe('refused rows keep their cells and say why', () => {
  test.each([
    ['broken address', ['ann@', 'Ann'], ['domain_missing']],
    ['no address', ['', 'Ann'], ['email_missing']],
    ['suppressed', ['gone@acme.com', 'Ann', '', 'US'], ['suppressed_email']],
    ['slipped cells', ['ann@acme.com', 'Ann', '', 'US', '', '', 'extra'], ['too_many_cells']],
    ['two faults', ['gone@acme.com', '', '', 'Germany'], ['suppressed_email', 'country_blocked']],
  ])('%s', async (_name, cells, codes) => {
    const planned = await planOne(cells, {});
    expect(planned).toMatchObject({ action: 'refuse', row: 2, cells });
    if (planned.action === 'refuse') expect(planned.reasons.map((reason) => reason.code)).toEqual(codes);
  });

  test('the law of a country blocks a lead, but keeps it: consent may be found later', async () => {
    expect(await planOne(['ann@acme.com', 'Ann', '', 'Germany'], {})).toMatchObject({
      action: 'create',
      verification: { verdict: 'blocked' },
    });
  });

  test('which verdicts are refused is a choice; an address nobody can read never gets in', async () => {
    expect(await planOne(['ann', 'Ann', '', 'US'], { refuse: [] })).toMatchObject({ action: 'refuse' });
    expect(await planOne(['info@acme.com', '', '', 'US'], { refuse: ['risky'] })).toMatchObject({
      action: 'refuse',
    });
  });

  test('consent for the whole list lets blocked countries in', async () => {
    expect(await planOne(['ann@acme.com', 'Ann', '', 'Germany'], { consent: 'express' })).toMatchObject({
      action: 'create',
    });
  });
});

describe('the same mailbox twice in one file', () => {
  const rows = numbered([
    ['ann@', 'Broken', '', 'US'],
    ['a.nn@gmail.com', 'First', '', 'US'],
    ['', '', '', ''],
    ['ANN+x@googlemail.com', 'Second', '', 'US'],
  ]);
  test('the first counts, the second is refused with its row, across batches too', async () => {
    const plan = planner({});
    const first = await plan.planBatch(rows.slice(0, 2));
    const second = await plan.planBatch(rows.slice(2));
    expect(first.rows.map((row) => row.action)).toEqual(['refuse', 'create']);
    expect(second.rows).toMatchObject([
      {
        action: 'refuse',
        row: 5,
        reasons: [{ code: 'duplicate_in_file', text: expect.stringContaining('row 3') }],
      },
    ]);
    expect(plan.counts()).toMatchObject({ total: 3, created: 1, refused: 2 });
  });

  test('a resumed run remembers the rows before it', async () => {
    const plan = planner({});
    plan.remember(rows.slice(0, 2));
    const { rows: planned } = await plan.planBatch(rows.slice(2));
    expect(planned).toMatchObject([{ action: 'refuse', reasons: [{ code: 'duplicate_in_file' }] }]);
  });

  test('a refused first row does not stand in the way of a good second one', async () => {
    const { rows: planned } = await planner({}).planBatch(
      numbered([
        ['ann@acme.com', 'Ann', '', 'US', '', '', 'extra'],
        ['ann@acme.com', 'Ann', '', 'US'],
      ]),
    );
    expect(planned.map((row) => row.action)).toEqual(['refuse', 'create']);
  });
});

test('every row that is not blank ends in exactly one of four, in order, and the counts add up', async () => {
  const cell = fc.oneof(
    fc.constantFrom('ann@acme.com', 'bob@acme.com', 'gone@acme.com', 'x', '', 'US', 'Germany', '51-200'),
    fc.string(),
  );
  const table = fc.array(fc.array(cell, { maxLength: 8 }), { maxLength: 12 });
  const options = fc.record({
    mode: fc.constantFrom('create', 'update', 'both'),
    onMatch: fc.constantFrom('skip', 'fill', 'overwrite'),
  });
  await fc.assert(
    fc.asyncProperty(table, options, fc.boolean(), async (cells, chosen, isKnown) => {
      const plan = planner(chosen, isKnown ? [lead()] : []);
      const rows = numbered(cells);
      const filled = rows.filter((row) => row.cells.some((text) => text.trim() !== ''));
      const planned = await plan.planBatch(rows);
      expect(planned.rows.map((row) => row.row)).toEqual(filled.map((row) => row.row));
      const { total, created, updated, skipped, refused, verdicts } = plan.counts();
      expect(created + updated + skipped + refused).toBe(total);
      expect(total).toBe(filled.length);
      expect(Object.values(verdicts).reduce((sum, count) => sum + count, 0)).toBe(created + updated);
      for (const row of planned.rows) {
        if (row.action === 'update') expect(Object.keys(row.patch)).not.toHaveLength(0);
        if (row.action === 'refuse') expect(row.reasons).not.toHaveLength(0);
      }
      const keys = planned.rows.flatMap((row) => (row.action === 'create' ? [row.email_key] : []));
      expect(new Set(keys).size).toBe(keys.length);
    }),
    { numRuns: 150 },
  );
}, 60_000);

test.each([
  ['120', { count: 120 }],
  ['1,200', { count: 1200 }],
  ['1.200', { count: 1200 }],
  ['51-200', { count: 51, range: '51-200' }],
  ['1,001 – 5,000', { count: 1001, range: '1,001 – 5,000' }],
  ['10,000+', { count: 10000, range: '10,000+' }],
  ['about 40', { count: 40, range: 'about 40' }],
  ['many', { count: null, range: 'many' }],
  ['99999999999', { count: null, range: '99999999999' }],
  [undefined, { count: null }],
])('a size of %j', (text, expected) => expect(readEmployeeCount(text)).toEqual(expected));
