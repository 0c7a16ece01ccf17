import { spawn } from 'node:child_process';

/** Opens an address in the system's browser. False where there is none, or no screen to show it on. */
export function openSystemBrowser(
  url: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
): Promise<boolean> {
  const command = browserCommand(url, env, platform);
  if (!command) return Promise.resolve(false);
  return new Promise((resolve) => {
    const child = spawn(command.file, command.args, { stdio: 'ignore', detached: true });
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}

/** The address is one argument and never passes through a shell. */
export function browserCommand(
  url: string,
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): { readonly file: string; readonly args: string[] } | null {
  if (platform === 'darwin') return { file: 'open', args: [url] };
  if (platform === 'win32') return { file: 'rundll32', args: ['url.dll,FileProtocolHandler', url] };
  const hasScreen = Boolean(env['DISPLAY'] ?? env['WAYLAND_DISPLAY']);
  return hasScreen ? { file: 'xdg-open', args: [url] } : null;
}
