import { clientsDetail, clientsList } from './clients.ts';
import { leadsByEmailKeys, suppressionsForClient } from './imports.ts';
import { leadsList } from './leads.ts';
import { createQueryRegistry, registerList, registerRows } from './registered.ts';

/** Every named read there is. */
export const QUERIES = createQueryRegistry([
  registerList(clientsList),
  registerRows(clientsDetail),
  registerList(leadsList),
  registerRows(leadsByEmailKeys),
  registerRows(suppressionsForClient),
]);
