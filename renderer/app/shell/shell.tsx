import { Outlet, useLocation, useMatches } from '@tanstack/react-router';
import { useEffect, useState } from 'react';

import { JobDrawer } from '../../components/job-drawer.tsx';
import { Hotkeys } from '../commands/hotkeys.tsx';
import { Palette } from '../commands/palette.tsx';
import { ShortcutSheet } from '../commands/shortcut-sheet.tsx';
import { LayerContainer } from '../../ui/layer-container.ts';
import { ErrorBoundary } from '../error-boundary.tsx';
import { LiveRegion } from '../live-region.tsx';
import { NoticeBar } from './notice-bar.tsx';
import { Sidebar } from './sidebar.tsx';
import { StatusBar } from './status-bar.tsx';
import { useShellCommands } from './use-shell-commands.ts';

/** The frame around every screen. */
export function Shell() {
  const { pathname } = useLocation();
  const title = useMatches({ select: (matches) => matches.at(-1)?.staticData.title });
  const [main, setMain] = useState<HTMLElement | null>(null);
  useShellCommands();
  useEffect(() => {
    document.title = title ? `${title} · XGrowthOS` : 'XGrowthOS';
  }, [title]);

  return (
    <LayerContainer value={main}>
      <div className="grid h-full grid-cols-[auto_minmax(0,1fr)] grid-rows-[minmax(0,1fr)_26px]">
        <a
          href="#main"
          onClick={(event) => {
            event.preventDefault();
            main?.focus();
          }}
          className="sr-only z-60 rounded-control bg-accent px-3 py-2 text-sm text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
        >
          Skip to content
        </a>
        <Sidebar />
        <main id="main" ref={setMain} tabIndex={-1} className="flex min-h-0 min-w-0 flex-col outline-none">
          <NoticeBar />
          <ErrorBoundary resetKey={pathname}>
            <Outlet />
          </ErrorBoundary>
        </main>
        <StatusBar />
        <JobDrawer />
        <Palette />
        <ShortcutSheet />
        <Hotkeys />
        <LiveRegion />
      </div>
    </LayerContainer>
  );
}
