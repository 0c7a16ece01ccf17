import { AppError } from '../../shared/kernel/app-error.ts';

/** One spelling per server: scheme, host and port. Plain http only to this machine. Throws `invalid_input`. */
export function normalServerUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new AppError('invalid_input', `not a server address: ${text}`, {
      hint: 'Enter the address of your server, such as https://growth.example.com.',
    });
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw new AppError('invalid_input', `plain http to ${url.hostname}`, {
      hint: 'Only a server on this machine may be reached without encryption. Use https.',
    });
  }
  return url.origin;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/**
 * What stays the same about a server when its address does not: a server on this machine may be given another port at
 * every start, and a profile speaks to one of those.
 */
export function serverIdentity(serverUrl: string): string {
  return isLoopbackUrl(serverUrl) ? 'this machine' : serverUrl;
}

export function isLoopbackUrl(serverUrl: string): boolean {
  return URL.canParse(serverUrl) && isLoopback(new URL(serverUrl).hostname);
}
