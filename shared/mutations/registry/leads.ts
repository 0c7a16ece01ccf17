import { finishImport } from '../lead-imports/finish.ts';
import { startImport } from '../lead-imports/start.ts';
import { archiveLeads } from '../leads/archive.ts';
import { createLead } from '../leads/create.ts';
import { importLeads } from '../leads/import-batch.ts';
import { deleteLeads, restoreLeads } from '../leads/trash.ts';
import { updateLeads } from '../leads/update.ts';
import { verifyLeads } from '../leads/verify-batch.ts';
import { register } from '../registered.ts';
import { addSuppressions } from '../suppressions/add.ts';
import { removeSuppressions } from '../suppressions/remove.ts';

export const LEAD_MUTATIONS = [
  register(createLead),
  register(updateLeads),
  register(deleteLeads),
  register(restoreLeads),
  register(archiveLeads),
  register(importLeads),
  register(verifyLeads),
  register(startImport),
  register(finishImport),
  register(addSuppressions),
  register(removeSuppressions),
];
