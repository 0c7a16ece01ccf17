import { openStaticFiles } from '../browser/static-files.ts';
import { APP_ORIGIN } from './trusted-page.ts';

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
};

/** Answers requests of the app's own scheme from the built interface, and nothing else. */
export async function openAppFiles(folder: string): Promise<(request: Request) => Promise<Response>> {
  const find = await openStaticFiles(folder);
  return async (request) => {
    const url = new URL(request.url);
    const isOurs = `${url.protocol}//${url.host}` === APP_ORIGIN && request.method === 'GET';
    const file = isOurs ? await find(decodedPath(url.pathname)) : null;
    if (!file) return new Response(null, { status: 404, headers: HEADERS });
    return new Response(new Uint8Array(file.body), { headers: { ...HEADERS, 'content-type': file.type } });
  };
}

function decodedPath(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return '';
  }
}
