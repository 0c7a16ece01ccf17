/** Electron's utility process talks to main through `process.parentPort`, whose messages come wrapped. */
import { AppError } from '../../../shared/kernel/app-error.ts';
import type { Channel } from './protocol.ts';

type ParentPort = {
  readonly postMessage: (message: unknown) => void;
  readonly on: (event: 'message', listener: (event: { readonly data: unknown }) => void) => unknown;
};

/** Throws `bug` when this is neither a worker nor a utility process. */
export function utilityChannel(host: object): Channel {
  const port = 'parentPort' in host ? host.parentPort : null;
  if (!isParentPort(port)) throw new AppError('bug', 'the replica must be started by the desktop');
  return {
    send: (message) => port.postMessage(message),
    onMessage: (receive) => void port.on('message', ({ data }) => receive(data)),
  };
}

function isParentPort(value: unknown): value is ParentPort {
  return typeof value === 'object' && value !== null && 'postMessage' in value && 'on' in value;
}
