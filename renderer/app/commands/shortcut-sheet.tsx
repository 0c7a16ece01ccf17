import { useSyncExternalStore } from 'react';

import { useOverlays } from '../../stores/overlays-store.ts';
import { usePreferences } from '../../stores/preferences-store.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Switch } from '../../ui/switch.tsx';
import type { Command } from './command.ts';
import { commands } from './registry.ts';

/** Every shortcut that works here, from the registry. */
export function ShortcutSheet() {
  const open = useOverlays((state) => state.open === 'shortcuts');
  const close = useOverlays((state) => state.close);
  return (
    <Dialog open={open} onOpenChange={(next) => !next && close()} title="Keyboard shortcuts" size="lg">
      <ShortcutLists />
    </Dialog>
  );
}

function ShortcutLists() {
  useSyncExternalStore(commands.subscribe, commands.version);
  const { singleKeys, set } = usePreferences();
  const groups = groupByName(commands.list().filter((command) => command.shortcut !== undefined));
  return (
    <>
      <label className="mb-5 flex items-center justify-between gap-4 border-b border-border pb-4">
        <span>
          Single-letter shortcuts
          <span className="block text-xs text-muted">
            Turn off if you dictate or press keys by accident. Arrows, Enter and shortcuts with Ctrl keep
            working.
          </span>
        </span>
        <Switch checked={singleKeys} onCheckedChange={(checked) => set({ singleKeys: checked })} />
      </label>
      <div className="columns-2 gap-10">
        {groups.map(({ name, members }) => (
          <section key={name} className="mb-5 break-inside-avoid">
            <h3 className="mb-1 text-xs font-medium text-muted">{name}</h3>
            <dl>
              {members.map((command) => (
                <div key={command.id} className="flex items-center justify-between gap-4 py-1">
                  <dt>{command.title}</dt>
                  <dd>{command.shortcut === undefined ? null : <Kbd keys={command.shortcut} />}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </>
  );
}

function groupByName(list: readonly Command[]) {
  const groups = new Map<string, Command[]>();
  for (const command of list) {
    const members = groups.get(command.group) ?? [];
    members.push(command);
    groups.set(command.group, members);
  }
  return [...groups].map(([name, members]) => ({ name, members }));
}
