/**
 * A process to be killed: applies cuts and edits to a replica as fast as it can and says after each what was
 * acknowledged. Arguments: folder, seed archive, first number. Ends with its parent, whose end closes standard input.
 */
import { setImmediate as turn } from 'node:timers/promises';
import { openDataFolder } from '../open/data-folder.ts';
import { takeLock } from '../open/lock.ts';
import { openPglite } from '../open/open-pglite.ts';
import { leadRow, openTestReplica, testId, testMutation } from './test-replica.ts';

const [directory = '', seedPath = '', first = '1'] = process.argv.slice(2);
await takeLock(directory, `victim ${first}`);
const { pglite } = await openPglite(await openDataFolder(directory), seedPath);
const replica = await openTestReplica({ pglite });
const say = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
process.stdin.on('end', () => process.exit(1)).resume();

for (let n = Number(first); ; n += 1) {
  await replica.sync.applyCut({
    changes: [
      { table: 'leads', op: 'insert', id: testId('lead', n), row: leadRow(n) },
      {
        table: 'commits',
        op: 'insert',
        id: testId('commit', n),
        row: { id: testId('commit', n), xid: String(n) },
      },
    ],
    positions: [{ table: 'leads', handle: 'h', offset: `${n}_0` }],
    // The edit of the row before comes back from the server.
    arrived: n % 3 === 0 ? [testId('mutation', n - 1)] : [],
    lsn: String(n),
    asOf: null,
  });
  say({ cut: n });
  await replica.local.applyLocal(
    testMutation(n, 'leads/update', {
      client_id: testId('client', 1),
      changes: [{ id: testId('lead', n), patch: { title: `edited ${n}` } }],
    }),
  );
  say({ edit: n });
  await turn();
}
