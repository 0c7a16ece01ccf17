import { MAX_ROWS_PER_MUTATION } from '../../../shared/domain/limits/mutation-rows.ts';
import { sessionInfoSchema } from '../../../shared/contracts/server/session.ts';
import { verdictArguments } from '../../../shared/engines/guardian/import-row.ts';
import { draftOfValues } from '../../../shared/engines/guardian/lead-values.ts';
import { isoInstant } from '../../../shared/kernel/time.ts';
import { verifyLeads } from '../../../shared/mutations/leads/verify-batch.ts';
import { createApiClient } from '../api-client.ts';
import { textOption, type Command } from '../command.ts';
import { findClient } from '../find-client.ts';
import { guardianForClient, leadsOfClient } from '../guardian-for-client.ts';
import { requireProfile } from '../profile.ts';
import { createUploader } from '../uploader.ts';

export const verify: Command = {
  name: 'verify',
  usage: 'xg verify --client XG-… [--all]',
  describe: 'run Guardian’s offline checks over leads that have no verdict yet, or over all',
  options: { client: { type: 'string' }, all: { type: 'boolean', default: false } },
  run: async (input) => {
    const profile = await requireProfile(input.environment);
    const api = createApiClient(profile.server, profile.token);
    const session = await api.get('/api/session', sessionInfoSchema);
    const client = await findClient(api, textOption(input, 'client'));
    const guardian = await guardianForClient(api, client, session.suppression_key);
    const leads = (await leadsOfClient(api, client.id)).filter(
      (lead) => input.values['all'] === true || lead.verdict === 'unverified',
    );
    const uploader = createUploader(api, profile.device_id, () => isoInstant(Date.now()));
    const tally: Record<string, number> = {};
    for (let start = 0; start < leads.length; start += MAX_ROWS_PER_MUTATION) {
      const verdicts = leads.slice(start, start + MAX_ROWS_PER_MUTATION).map((lead) => {
        const found = guardian.verify(draftOfValues(lead.values));
        tally[found.verdict] = (tally[found.verdict] ?? 0) + 1;
        return { lead_id: lead.id, ...verdictArguments(found, 'server') };
      });
      await uploader.send([
        { name: verifyLeads.name, version: verifyLeads.version, args: { client_id: client.id, verdicts } },
      ]);
    }
    input.terminal.out(
      leads.length === 0
        ? 'Every lead has a verdict; --all checks them again.'
        : `${leads.length} leads checked`,
    );
    if (leads.length > 0)
      input.terminal.out(
        Object.entries(tally)
          .map(([verdict, rows]) => `${rows} ${verdict}`)
          .join(', '),
      );
    return 0;
  },
};
