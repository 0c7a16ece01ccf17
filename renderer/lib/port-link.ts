/** The desktop over a MessagePort that the preload script hands to the window. */
import { RPCLink } from '@orpc/client/message-port';

import type { OpenLink } from './desktop-link.ts';

/** Asks the preload script for a port and waits for it. Works whichever of the two is ready first. */
export async function openPortLink(target: Window): Promise<OpenLink> {
  const port = await receivePort(target);
  const closed = new Promise<void>((resolve) => {
    port.addEventListener('close', () => resolve(), { once: true });
  });
  const link = new RPCLink({ port });
  port.start();
  return { link, closed };
}

function receivePort(target: Window): Promise<MessagePort> {
  return new Promise((resolve) => {
    function receive(event: MessageEvent<unknown>): void {
      const [port] = event.ports;
      if (event.source !== target || event.data !== 'desktop:port' || port === undefined) return;
      target.removeEventListener('message', receive);
      resolve(port);
    }
    target.addEventListener('message', receive);
    target.postMessage(
      'desktop:port-wanted',
      target.location.origin === 'null' ? '*' : target.location.origin,
    );
  });
}
