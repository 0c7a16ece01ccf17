/**
 * What the window gets from the desktop, and all it gets: a port for the typed API, and the system's file dialog.
 * Runs sandboxed in a world of its own.
 */
import { contextBridge, ipcRenderer } from 'electron';

window.addEventListener('message', (event) => {
  if (event.source !== window || event.data !== 'desktop:port-wanted') return;
  const { port1, port2 } = new MessageChannel();
  ipcRenderer.postMessage('desktop:port', null, [port1]);
  window.postMessage('desktop:port', window.location.origin === 'null' ? '*' : window.location.origin, [
    port2,
  ]);
});

contextBridge.exposeInMainWorld('desktopFiles', {
  /** Path of a list the person chose, or null. The desktop opens no other path. */
  chooseList: (): Promise<unknown> => ipcRenderer.invoke('desktop:choose-list'),
});
