import { register } from '../registered.ts';
import { loadRows } from '../rows/load.ts';
import { deleteView } from '../saved-views/delete.ts';
import { saveView } from '../saved-views/save.ts';
import { purgeTrash } from '../trash/purge.ts';
import { createProfile } from '../users/create-profile.ts';
import { updateUser } from '../users/update.ts';

export const PEOPLE_MUTATIONS = [
  register(saveView),
  register(deleteView),
  register(createProfile),
  register(updateUser),
];

/** The server's own. */
export const SYSTEM_MUTATIONS = [register(loadRows), register(purgeTrash)];
