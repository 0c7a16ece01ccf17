/** The menu bar as data: an entry is a role the system knows, or a page of ours. */
export type MenuEntry =
  | { readonly role: string }
  | { readonly type: 'separator' }
  | { readonly label: string; readonly accelerator?: string; readonly page: string }
  | { readonly label: string; readonly items: readonly MenuEntry[] };

export function appMenu(platform: NodeJS.Platform, isDev: boolean): readonly MenuEntry[] {
  const go: MenuEntry = {
    label: 'Go',
    items: [
      { label: 'Today', page: '/' },
      { label: 'Clients', page: '/clients' },
      { label: 'Leads', page: '/leads' },
      { label: 'Pending changes', page: '/pending' },
    ],
  };
  const view: MenuEntry = {
    label: 'View',
    items: [
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
      ...(isDev ? ([{ role: 'reload' }, { role: 'toggleDevTools' }] as const) : []),
    ],
  };
  const isMac = platform === 'darwin';
  return [
    ...(isMac ? [{ role: 'appMenu' }] : [{ label: 'File', items: [{ role: 'quit' }] }]),
    { role: 'editMenu' },
    view,
    go,
    { role: 'windowMenu' },
  ];
}
