/** The least that a warm start could be: Node opens PGlite on a folder and reads one screen of leads. Prints `read`. */
import { PGlite } from '@electric-sql/pglite';

const [dataDir = ''] = process.argv.slice(2);
const pglite = await PGlite.create(dataDir);
await pglite.query('SELECT * FROM leads ORDER BY created_at DESC NULLS LAST, id LIMIT 50');
process.stdout.write('read\n');
await pglite.close();
