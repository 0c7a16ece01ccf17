/** The interface's own origin inside Electron. */
export const APP_SCHEME = 'app';
export const APP_ORIGIN = `${APP_SCHEME}://desktop`;
export const DEEP_LINK_SCHEME = 'xgrowthos';

/** Whether a frame shows our own page and nothing else; subframes never do. */
export function isTrustedFrame(
  frame: { readonly url: string; readonly parent: unknown } | null,
  devUrl: string | null,
): boolean {
  if (!frame || frame.parent !== null || !URL.canParse(frame.url)) return false;
  const { protocol, host, origin } = new URL(frame.url);
  if (devUrl !== null && origin === new URL(devUrl).origin) return true;
  return protocol === `${APP_SCHEME}:` && host === 'desktop';
}

/** An address that may be handed to the system: a web page over https, or a mail. Anything else is refused. */
export function externalLink(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  const isWeb = url.protocol === 'https:' && url.username === '' && url.password === '';
  return isWeb || url.protocol === 'mailto:' ? url.href : null;
}

const PATH = /^[a-z0-9/_-]{1,200}$/i;

/** `xgrowthos://clients/ID` → the page's address. Null for anything that is not a plain path of ours. */
export function deepLinkPage(link: string): string | null {
  if (!URL.canParse(link)) return null;
  const url = new URL(link);
  if (url.protocol !== `${DEEP_LINK_SCHEME}:`) return null;
  const path = `${url.host}${url.pathname}`.replace(/\/+$/, '');
  return PATH.test(path) && !path.includes('//') ? `${APP_ORIGIN}/#/${path}` : null;
}

/** The deep link among a program's arguments. */
export function deepLinkOf(args: readonly string[]): string | null {
  return args.find((one) => one.startsWith(`${DEEP_LINK_SCHEME}://`)) ?? null;
}
