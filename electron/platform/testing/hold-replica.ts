/**
 * A desktop reduced to its replica: opens the folder and prints the process id of the replica, then waits to be killed.
 * Arguments: folder, seed.
 */
import { launchChild } from '../../replica/launch-child.ts';
import { openReplica } from '../../replica/client.ts';
import { join } from 'node:path';

const [directory = '', seedPath = ''] = process.argv.slice(2);
const entry = join(import.meta.dirname, '..', '..', 'replica', 'process.ts');
await openReplica({ directory, seedPath, launch: () => launchChild(entry) });
process.stdout.write('open\n');
