import { Link } from '@tanstack/react-router';
import { PanelLeftIcon, SearchIcon } from 'lucide-react';

import { useMediaQuery } from '../../hooks/use-media-query.ts';
import { cn } from '../../lib/class-names.ts';
import { useOverlays } from '../../stores/overlays-store.ts';
import { usePreferences } from '../../stores/preferences-store.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { SCREENS } from '../routes.tsx';
import { NAV_GROUPS } from '../screen.ts';
import type { Screen, ScreenNav } from '../screen.ts';
import { PersonMenu } from './person-menu.tsx';

/** The places of the application. 232 px, or 56 px when collapsed or the window is narrow. */
export function Sidebar() {
  const prefersCollapsed = usePreferences((state) => state.sidebarCollapsed);
  const set = usePreferences((state) => state.set);
  const isNarrow = useMediaQuery('(max-width: 899px)');
  const collapsed = prefersCollapsed || isNarrow;
  return (
    <nav
      aria-label="Main"
      className={cn(
        'flex min-h-0 flex-col overflow-hidden border-r border-border bg-bg',
        collapsed ? 'w-14' : 'w-58',
      )}
    >
      <div className={cn('flex h-11 shrink-0 items-center px-3', collapsed ? 'justify-center' : 'gap-2')}>
        {collapsed ? null : (
          <span className="grow truncate pl-1 text-sm font-semibold tracking-tight">XGrowthOS</span>
        )}
        {isNarrow ? null : (
          <IconButton
            label={collapsed ? 'Widen the sidebar' : 'Collapse the sidebar'}
            shortcut="mod+b"
            onClick={() => set({ sidebarCollapsed: !prefersCollapsed })}
          >
            <PanelLeftIcon />
          </IconButton>
        )}
      </div>
      <SearchButton collapsed={collapsed} />
      <div className="min-h-0 grow overflow-y-auto px-2 pb-2">
        {NAV_GROUPS.map((group) => (
          <NavGroupList key={group} group={group} collapsed={collapsed} />
        ))}
      </div>
      <PersonMenu collapsed={collapsed} />
    </nav>
  );
}

function SearchButton({ collapsed }: { readonly collapsed: boolean }) {
  const show = useOverlays((state) => state.show);
  const button = (
    <button
      type="button"
      aria-label={collapsed ? 'Search and commands' : undefined}
      onClick={() => show('palette')}
      className={cn(
        'mx-2 mb-2 flex h-8 shrink-0 items-center gap-2 rounded-control border border-border bg-surface text-sm text-muted hover:border-control hover:text-text',
        collapsed ? 'justify-center' : 'px-2',
      )}
    >
      <SearchIcon aria-hidden className="size-4 shrink-0" />
      {collapsed ? null : (
        <>
          <span className="grow text-left">Search or run…</span>
          <Kbd keys="mod+k" />
        </>
      )}
    </button>
  );
  return collapsed ? (
    <Tooltip content="Search and commands" shortcut="mod+k" side="right">
      {button}
    </Tooltip>
  ) : (
    button
  );
}

function NavGroupList({ group, collapsed }: { readonly group: string; readonly collapsed: boolean }) {
  const screens = SCREENS.flatMap((screen) =>
    screen.nav?.group === group ? [{ screen, nav: screen.nav }] : [],
  );
  if (screens.length === 0) return null;
  return (
    <section aria-label={group} className="mt-3 first:mt-0">
      {collapsed ? null : <h2 className="px-2 pb-1 text-xs font-medium text-muted">{group}</h2>}
      <ul className="flex flex-col gap-px">
        {screens.map(({ screen, nav }) => (
          <li key={screen.path}>
            <NavLink screen={screen} nav={nav} collapsed={collapsed} />
          </li>
        ))}
      </ul>
    </section>
  );
}

type NavLinkProps = { readonly screen: Screen; readonly nav: ScreenNav; readonly collapsed: boolean };

function NavLink({ screen, nav, collapsed }: NavLinkProps) {
  const { icon: Icon, label, shortcut, Badge } = nav;
  return (
    <Tooltip content={label} shortcut={shortcut} side="right">
      <Link
        to={screen.path}
        activeOptions={{ exact: screen.path === '/' }}
        aria-label={collapsed ? label : undefined}
        className={cn(
          'focus-inset flex h-8 items-center gap-2.5 rounded-control text-sm text-muted hover:bg-raised hover:text-text data-[status=active]:bg-selected data-[status=active]:font-medium data-[status=active]:text-text data-[status=active]:shadow-[inset_3px_0_0_var(--accent)]',
          collapsed ? 'justify-center' : 'px-2.5',
        )}
      >
        <Icon aria-hidden className="size-4 shrink-0" />
        {collapsed ? null : <span className="grow truncate">{label}</span>}
        {!collapsed && Badge ? <Badge /> : null}
      </Link>
    </Tooltip>
  );
}
