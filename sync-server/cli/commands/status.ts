import { sessionInfoSchema } from '../../../shared/contracts/server/session.ts';
import { createApiClient } from '../api-client.ts';
import type { Command } from '../command.ts';
import { requireProfile } from '../profile.ts';
import { readTable } from '../shape-rows.ts';

export const status: Command = {
  name: 'status',
  usage: 'xg status',
  describe: 'who you are, which server, and the leads of each client by verdict',
  options: {},
  run: async ({ environment, terminal }) => {
    const profile = await requireProfile(environment);
    const api = createApiClient(profile.server, profile.token);
    const session = await api.get('/api/session', sessionInfoSchema);
    terminal.out(`${profile.server}  version ${session.server_version}`);
    terminal.out(`${session.person.name} <${session.person.email}>  ${session.person.role}`);
    const [clients, leads] = await Promise.all([readTable(api, 'clients'), readTable(api, 'leads')]);
    terminal.out(
      `\n${'Client'.padEnd(34)} ${'Status'.padEnd(11)} ${'Leads'.padStart(8)} ${'Valid'.padStart(8)}`,
    );
    const byClient = Map.groupBy(leads, (lead) => lead['client_id']);
    for (const client of clients.toSorted((a, b) =>
      (a['company_name'] ?? '').localeCompare(b['company_name'] ?? ''),
    )) {
      const own = byClient.get(client['id'] ?? '') ?? [];
      const valid = own.filter((lead) => lead['verdict'] === 'valid').length;
      const name = `${client['client_id']} ${client['company_name']}`.slice(0, 34).padEnd(34);
      terminal.out(
        `${name} ${(client['status'] ?? '').padEnd(11)} ${String(own.length).padStart(8)} ${String(valid).padStart(8)}`,
      );
    }
    return 0;
  },
};
