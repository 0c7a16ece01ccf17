import { useDesktopStatus } from '../../hooks/use-desktop-status.ts';
import { useDesktop } from '../../lib/desktop-context.ts';
import { cn } from '../../lib/class-names.ts';
import { DENSITIES, THEMES, usePreferences } from '../../stores/preferences-store.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Menu, MenuCheckItem, MenuGroup, MenuItem, MenuSeparator } from '../../ui/menu.tsx';
import { useOverlays } from '../../stores/overlays-store.ts';
import { showToast } from '../../ui/toast.tsx';
import { AppError } from '../../../shared/kernel/app-error.ts';

const THEME_WORDS = { system: 'As the computer', light: 'Light', dark: 'Dark' } as const;
const DENSITY_WORDS = { compact: 'Compact', default: 'Default', comfortable: 'Comfortable' } as const;

/** Who is signed in, and how the window looks to them. */
export function PersonMenu({ collapsed }: { readonly collapsed: boolean }) {
  const person = useDesktopStatus()?.person ?? null;
  const { client } = useDesktop();
  const { theme, density, singleKeys, set } = usePreferences();
  const showOverlay = useOverlays((state) => state.show);
  if (!person) return null;

  function signOut(): void {
    client.session.signOut({ wipe: false, discard: false }).catch((cause: unknown) => {
      showToast({ title: 'Not signed out', description: AppError.from(cause).hint, tone: 'error' });
    });
  }

  return (
    <div className="shrink-0 border-t border-border p-2">
      <Menu
        trigger={
          <button
            type="button"
            aria-label={collapsed ? `${person.name}: profile and appearance` : undefined}
            className={cn(
              'focus-inset flex h-9 w-full items-center gap-2.5 rounded-control text-sm hover:bg-raised data-popup-open:bg-raised',
              collapsed ? 'justify-center' : 'px-1.5',
            )}
          >
            <Avatar name={person.name} />
            {collapsed ? null : <span className="min-w-0 grow truncate text-left">{person.name}</span>}
          </button>
        }
      >
        <MenuGroup label={person.email}>
          <MenuItem onSelect={() => showOverlay('shortcuts')} shortcut="?">
            Keyboard shortcuts
          </MenuItem>
          <MenuCheckItem checked={singleKeys} onCheckedChange={(checked) => set({ singleKeys: checked })}>
            Single-letter shortcuts
          </MenuCheckItem>
        </MenuGroup>
        <MenuSeparator />
        <MenuGroup label="Theme">
          {THEMES.map((one) => (
            <MenuCheckItem key={one} checked={theme === one} onCheckedChange={() => set({ theme: one })}>
              {THEME_WORDS[one]}
            </MenuCheckItem>
          ))}
        </MenuGroup>
        <MenuGroup label="Density">
          {DENSITIES.map((one) => (
            <MenuCheckItem key={one} checked={density === one} onCheckedChange={() => set({ density: one })}>
              {DENSITY_WORDS[one]}
            </MenuCheckItem>
          ))}
        </MenuGroup>
        <MenuSeparator />
        <MenuItem onSelect={signOut}>Sign out</MenuItem>
      </Menu>
    </div>
  );
}
