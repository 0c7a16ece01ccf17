import { useNavigate } from '@tanstack/react-router';
import {
  CommandIcon,
  KeyboardIcon,
  ListChecksIcon,
  MoonIcon,
  PanelLeftIcon,
  Redo2Icon,
  Rows3Icon,
  Undo2Icon,
} from 'lucide-react';

import type { Desktop } from '../../lib/desktop-context.ts';
import { useDesktop } from '../../lib/desktop-context.ts';
import { redoAction, undoAction } from '../../lib/undo.ts';
import { useOverlays } from '../../stores/overlays-store.ts';
import { DENSITIES, THEMES, usePreferences } from '../../stores/preferences-store.ts';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import { SCREENS } from '../routes.tsx';

/** The commands that are always there: going places, appearance, undo, palette. */
export function useShellCommands(): void {
  const navigate = useNavigate();
  const desktop = useDesktop();
  const { show } = useOverlays.getState();
  const go: readonly Command[] = SCREENS.flatMap(({ path, nav }) =>
    nav === undefined
      ? []
      : [
          {
            id: `go.${nav.label.toLowerCase()}`,
            title: `Go to ${nav.label}`,
            group: 'Go to',
            icon: nav.icon,
            shortcut: nav.shortcut,
            run: () => void navigate({ to: path }),
          },
        ],
  );
  useCommands([
    ...go,
    {
      id: 'palette.open',
      title: 'Search and commands',
      group: 'General',
      icon: CommandIcon,
      shortcut: 'mod+k',
      inPalette: false,
      inInputs: true,
      run: () => show('palette'),
    },
    {
      id: 'shortcuts.show',
      title: 'Keyboard shortcuts',
      group: 'General',
      icon: KeyboardIcon,
      shortcut: '?',
      run: () => show('shortcuts'),
    },
    ...undoCommands(desktop),
    { id: 'jobs.show', title: 'Show jobs', group: 'General', icon: ListChecksIcon, run: () => show('jobs') },
    ...appearanceCommands(),
  ]);
}

/** The desktop remembers what was done, in every window and over a restart. */
function undoCommands({ client, status }: Desktop): readonly Command[] {
  const view = () => status.getSnapshot()?.undo;
  return [
    {
      id: 'undo.last',
      title: 'Undo',
      group: 'General',
      icon: Undo2Icon,
      shortcut: 'mod+z',
      when: () => view()?.undo != null,
      run: () => void undoAction(client),
    },
    {
      id: 'undo.redo',
      title: 'Redo',
      group: 'General',
      icon: Redo2Icon,
      keywords: ['make again'],
      shortcut: 'mod+shift+z',
      when: () => view()?.redo != null,
      run: () => void redoAction(client),
    },
  ];
}

function appearanceCommands(): readonly Command[] {
  const preferences = () => usePreferences.getState();
  return [
    {
      id: 'sidebar.toggle',
      title: 'Collapse or widen the sidebar',
      group: 'Appearance',
      icon: PanelLeftIcon,
      shortcut: 'mod+b',
      run: () => preferences().set({ sidebarCollapsed: !preferences().sidebarCollapsed }),
    },
    {
      id: 'theme.set',
      title: 'Theme…',
      group: 'Appearance',
      icon: MoonIcon,
      keywords: ['dark', 'light', 'colour'],
      argument: {
        label: 'Theme',
        options: () =>
          THEMES.map((value) => ({ value, title: value === 'system' ? 'As the computer' : capital(value) })),
      },
      run: (value) => {
        const theme = THEMES.find((one) => one === value);
        if (theme) preferences().set({ theme });
      },
    },
    {
      id: 'density.set',
      title: 'Row height…',
      group: 'Appearance',
      icon: Rows3Icon,
      keywords: ['density', 'compact', 'comfortable'],
      argument: {
        label: 'Row height',
        options: () => DENSITIES.map((value) => ({ value, title: capital(value) })),
      },
      run: (value) => {
        const density = DENSITIES.find((one) => one === value);
        if (density) preferences().set({ density });
      },
    },
  ];
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
