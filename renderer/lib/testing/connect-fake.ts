import type { AppError } from '../../../shared/kernel/app-error.ts';
import type { Connection } from '../connect-desktop.ts';
import { createFakeDesktop } from './fake-desktop.ts';
import { sampleLeads } from './sample-leads.ts';

const NEVER = new Promise<AppError>(() => undefined);

/** The interface over rows in memory; `?fake=100000` sets how many leads. */
export function connectFake(): Connection {
  const count = Number(new URLSearchParams(window.location.search).get('fake')) || 2_000;
  const { client } = createFakeDesktop({ lists: { 'gallery.leads': sampleLeads(count) } });
  return { client, refused: NEVER };
}
