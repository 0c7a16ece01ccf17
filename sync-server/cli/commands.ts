import type { Command } from './command.ts';
import { adminCreate } from './commands/admin-create.ts';
import { doctor } from './commands/doctor.ts';
import { importLeadList } from './commands/import.ts';
import { leads } from './commands/leads.ts';
import { login } from './commands/login.ts';
import { status } from './commands/status.ts';
import { verify } from './commands/verify.ts';

export const COMMANDS: readonly Command[] = [
  login,
  importLeadList,
  verify,
  leads,
  status,
  doctor,
  adminCreate,
];
