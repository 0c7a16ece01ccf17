import { appendFile, writeFile } from 'node:fs/promises';
import { sessionInfoSchema } from '../../../shared/contracts/server/session.ts';
import { refusedRowsHeader } from '../../../shared/domain/csv/refused-rows.ts';
import { importOptionsSchema } from '../../../shared/engines/guardian/import-options.ts';
import { AppError } from '../../../shared/kernel/app-error.ts';
import { isoInstant } from '../../../shared/kernel/time.ts';
import { createApiClient } from '../api-client.ts';
import { textOption, type Command } from '../command.ts';
import { findClient } from '../find-client.ts';
import { guardianForClient, leadsOfClient } from '../guardian-for-client.ts';
import { importList } from '../import-list.ts';
import { requireProfile } from '../profile.ts';
import { createUploader } from '../uploader.ts';

export const importLeadList: Command = {
  name: 'import',
  usage:
    'xg import FILE --client XG-… [--mode create|update|both] [--on-match skip|fill|overwrite] [--dry-run]',
  describe: 'verify and import a CSV; refused rows go to FILE.refused.csv with their reasons',
  options: {
    client: { type: 'string' },
    mode: { type: 'string', default: 'both' },
    'on-match': { type: 'string', default: 'fill' },
    'dry-run': { type: 'boolean', default: false },
  },
  run: async (input) => {
    const [path] = input.positionals;
    if (path === undefined) throw new AppError('invalid_input', 'no file', { hint: importLeadList.usage });
    const options = importOptionsSchema.parse({
      mode: input.values['mode'],
      onMatch: input.values['on-match'],
    });
    const profile = await requireProfile(input.environment);
    const api = createApiClient(profile.server, profile.token);
    const session = await api.get('/api/session', sessionInfoSchema);
    const client = await findClient(api, textOption(input, 'client'));
    const dryRun = input.values['dry-run'] === true;
    const refusedFile = `${path}.refused.csv`;
    let refused = 0;
    const counts = await importList({
      path,
      clientId: client.id,
      options,
      guardian: await guardianForClient(api, client, session.suppression_key),
      existing: await leadsOfClient(api, client.id),
      uploader: dryRun ? null : createUploader(api, profile.device_id, () => isoInstant(Date.now())),
      onRefused: async (lines, preview) => {
        if (refused === 0) await writeFile(refusedFile, refusedRowsHeader(preview.columns), { mode: 0o600 });
        refused += 1;
        await appendFile(refusedFile, lines);
      },
      onProgress: (bytes, total) => {
        if (process.stderr.isTTY)
          process.stderr.write(`\r${Math.floor((bytes / Math.max(1, total)) * 100)} %`);
      },
    });
    if (process.stderr.isTTY) process.stderr.write('\r');
    const { created, updated, skipped, verdicts } = counts;
    input.terminal.out(
      `${dryRun ? 'Would be: ' : ''}${created} created, ${updated} updated, ${skipped} skipped, ${counts.refused} refused`,
    );
    input.terminal.out(
      Object.entries(verdicts)
        .map(([verdict, rows]) => `${rows} ${verdict}`)
        .join(', '),
    );
    if (refused > 0) input.terminal.out(`Refused rows with their reasons: ${refusedFile}`);
    return 0;
  },
};
