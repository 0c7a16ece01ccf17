import type { IncomingHttpHeaders } from 'node:http';

/** Where the desktop is served: `127.0.0.1:4780`. */
export type Address = { readonly host: string; readonly origin: string };

export function loopbackAddress(port: number): Address {
  return { host: `127.0.0.1:${port}`, origin: `http://127.0.0.1:${port}` };
}

export type Verdict = 'allowed' | 'wrong_host' | 'wrong_origin';

/**
 * May this request be looked at? A name that resolves to this machine (DNS rebinding) arrives with another Host; a
 * page of another origin arrives with its Origin. `needsOrigin` is for requests that change or read anything: a
 * browser always sends an Origin with those.
 */
export function guardRequest(headers: IncomingHttpHeaders, address: Address, needsOrigin: boolean): Verdict {
  if (headers.host !== address.host) return 'wrong_host';
  const { origin } = headers;
  if (origin === undefined ? needsOrigin : origin !== address.origin) return 'wrong_origin';
  const site = headers['sec-fetch-site'];
  if (needsOrigin && site !== undefined && site !== 'same-origin') return 'wrong_origin';
  return 'allowed';
}
