import { clientsDetail, clientsList } from './clients.ts';
import { leadsList } from './leads.ts';
import { createQueryRegistry, registerList, registerRows } from './registered.ts';

/** Every named read there is. */
export const QUERIES = createQueryRegistry([
  registerList(clientsList),
  registerRows(clientsDetail),
  registerList(leadsList),
]);
