/**
 * Deliberate faults: the product with one place changed, as it is loaded. A simulation that does not notice them is not
 * worth its time.
 */
export type Fault = {
  readonly name: string;
  /** What a reviewer would say. */
  readonly says: string;
  readonly patches: readonly { readonly file: string; readonly find: string; readonly put: string }[];
};

export const FAULTS: readonly Fault[] = [
  {
    name: 'offset-ahead',
    says: 'The offset is stored ahead of the data.',
    patches: [
      {
        file: 'electron/sync/down/run/cutter.ts',
        find: 'await persist.run(() => sync.applyCut(cut), signal);',
        put: `await persist.run(() => sync.applyCut({ ...cut, changes: [], arrived: [], lsn: '0' }), signal);
    await persist.run(() => sync.applyCut(cut), signal);`,
      },
    ],
  },
  {
    name: 'error-swallowed',
    says: 'An error while applying is swallowed.',
    patches: [
      {
        file: 'electron/sync/down/run/cutter.ts',
        find: 'await persist.run(() => sync.applyCut(cut), signal);',
        put: 'await persist.run(() => sync.applyCut(cut).catch(() => undefined), signal);',
      },
    ],
  },
  {
    name: 'ack-before-fsync',
    says: 'A change is said to be saved before it is on the disk.',
    patches: [
      {
        file: 'electron/sync/outbox/journal.ts',
        find: 'if (group.some((one) => one.durable)) await syncFile();',
        put: 'void syncFile;',
      },
    ],
  },
  {
    name: 'rebase-skipped',
    says: 'Pending changes are not run again when what they stand on has changed.',
    patches: [
      {
        file: 'electron/replica/rebase/run-rebase.ts',
        find: 'if (seeds.size === 0) return { reruns: new Map() };',
        put: 'if (seeds.size >= 0) return { reruns: new Map() };',
      },
    ],
  },
  {
    name: 'duplicate-applied',
    says: 'A repeated upload takes effect again.',
    patches: [
      {
        file: 'sync-server/writes/recorded.ts',
        find: 'const same = recorded.find(({ id }) => id === mutation.id);',
        put: 'const same = recorded.find(() => false);',
      },
      {
        file: 'sync-server/writes/recorded.ts',
        find: 'const taken = recorded.some(({ device_id, seq }) => device_id === device.id && seq === mutation.seq);',
        put: 'const taken = false;',
      },
      {
        file: 'sync-server/writes/take-mutation.ts',
        find: 'const prepared = prepare(mutation, options.registry);',
        put: `const prepared = prepare(mutation, options.registry);
  await database.query(\`with a as (delete from activity where id = '\${mutation.id}'), c as (delete from commits where id = '\${mutation.id}') delete from device_mutations where id = '\${mutation.id}'\`);`,
      },
    ],
  },
  {
    name: 'half-shown',
    says: 'Half a transaction is shown.',
    patches: [
      {
        file: 'electron/sync/down/run/cutter.ts',
        find: 'await persist.run(() => sync.applyCut(cut), signal);',
        put: `const half = { ...cut, changes: cut.changes.slice(0, cut.changes.length / 2), positions: [], arrived: [], lsn: '0' };
    await persist.run(() => sync.applyCut(half), signal);
    await persist.run(() => sync.applyCut(cut), signal);`,
      },
    ],
  },
  {
    name: 'revoked-kept',
    says: 'Rows stay on a device after they have left its scope.',
    patches: [
      {
        file: 'electron/replica/apply/drop-clients.ts',
        find: "if (keep === 'all') return;",
        put: 'if (keep !== null) return;',
      },
    ],
  },
  {
    name: 'sorted-as-text',
    says: 'Numbers of changes are sorted as text.',
    patches: [
      {
        file: 'sync-server/writes/upload.ts',
        find: 'toSorted((left, right) => left.seq - right.seq)',
        put: 'toSorted((left, right) => (`${left.seq}` < `${right.seq}` ? -1 : 1))',
      },
    ],
  },
];
