import { stringify } from 'csv-stringify/sync';
import { LEAD_STATUSES, VERDICTS } from '../../../shared/domain/vocabulary/leads.ts';
import { AppError } from '../../../shared/kernel/app-error.ts';
import { createApiClient } from '../api-client.ts';
import { textOption, type Command, type CommandInput } from '../command.ts';
import { findClient } from '../find-client.ts';
import { requireProfile } from '../profile.ts';
import { readTable, type TextRow } from '../shape-rows.ts';

const COLUMNS = [
  'email',
  'first_name',
  'last_name',
  'title',
  'company',
  'company_domain',
  'phone',
  'country',
  'verdict',
  'status',
  'created_at',
] as const;

export const leads: Command = {
  name: 'leads',
  usage: 'xg leads [--client XG-…] [--status STATUS] [--verdict VERDICT] [--csv]',
  describe: 'list leads; --csv writes them as CSV to standard output',
  options: {
    client: { type: 'string' },
    status: { type: 'string' },
    verdict: { type: 'string' },
    csv: { type: 'boolean', default: false },
  },
  run: async (input) => {
    checkWord('status', textOption(input, 'status'), LEAD_STATUSES);
    checkWord('verdict', textOption(input, 'verdict'), VERDICTS);
    const profile = await requireProfile(input.environment);
    const api = createApiClient(profile.server, profile.token);
    const code = textOption(input, 'client');
    const client = code === undefined ? null : await findClient(api, code);
    const rows = (await readTable(api, 'leads')).filter((row) => matches(input, row, client?.id ?? null));
    if (input.values['csv'] === true) {
      input.terminal.out(
        stringify(rows.map(cells), { header: true, columns: [...COLUMNS], escape_formulas: true }).trimEnd(),
      );
      return 0;
    }
    for (const row of rows) {
      input.terminal.out(
        `${(row['email'] ?? '').padEnd(44)} ${(row['verdict'] ?? '').padEnd(11)} ${(row['status'] ?? '').padEnd(15)} ${row['company'] ?? ''}`,
      );
    }
    input.terminal.error(`${rows.length} leads`);
    return 0;
  },
};

function cells(row: TextRow): Record<string, string> {
  return Object.fromEntries(COLUMNS.map((column) => [column, row[column] ?? '']));
}

function matches(input: CommandInput, row: TextRow, clientId: string | null): boolean {
  const status = textOption(input, 'status');
  const verdict = textOption(input, 'verdict');
  return (
    row['deleted_at'] === null &&
    (clientId === null || row['client_id'] === clientId) &&
    (status === undefined || row['status'] === status) &&
    (verdict === undefined || row['verdict'] === verdict)
  );
}

function checkWord(name: string, value: string | undefined, words: readonly string[]): void {
  if (value === undefined || words.includes(value)) return;
  throw new AppError('invalid_input', `unknown ${name}`, {
    hint: `--${name} is one of: ${words.join(', ')}`,
  });
}
