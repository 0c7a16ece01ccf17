import type { Command } from './command.ts';
import { adminCreate } from './commands/admin-create.ts';
import { doctor } from './commands/doctor.ts';
import { leads } from './commands/leads.ts';
import { login } from './commands/login.ts';
import { status } from './commands/status.ts';

export const COMMANDS: readonly Command[] = [login, leads, status, doctor, adminCreate];
