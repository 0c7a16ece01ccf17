import { Link } from '@tanstack/react-router';
import { ChevronRightIcon } from 'lucide-react';
import type { ReactNode } from 'react';

import { cn } from '../lib/class-names.ts';

export type Crumb = { readonly label: string; readonly to?: string | undefined };

type PageHeaderProps = {
  /** From the section to this page; the last one is the page's heading. */
  readonly crumbs: readonly Crumb[];
  /** Beside the heading: a count, a badge. */
  readonly aside?: ReactNode;
  /** `ViewTabs` or similar. */
  readonly tabs?: ReactNode;
  /** At the right; at most one primary button, last. */
  readonly actions?: ReactNode;
  /** A second line: filter bar, chips. */
  readonly toolbar?: ReactNode;
};

/** The top bar of every screen, 44 px, with an optional line for filters below it. */
export function PageHeader({ crumbs, aside, tabs, actions, toolbar }: PageHeaderProps) {
  return (
    <header className="shrink-0 border-b border-border bg-bg">
      <div className="flex h-11 items-center gap-3 px-4">
        <Breadcrumb crumbs={crumbs} />
        {aside}
        {tabs ? <div className="ml-3 flex h-full items-stretch">{tabs}</div> : null}
        <div className="ml-auto flex items-center gap-2">{actions}</div>
      </div>
      {toolbar ? <div className="flex min-h-10 items-center gap-2 px-4 pb-2">{toolbar}</div> : null}
    </header>
  );
}

function Breadcrumb({ crumbs }: { readonly crumbs: readonly Crumb[] }) {
  const parents = crumbs.slice(0, -1);
  return (
    <nav aria-label="Breadcrumb" className="flex min-w-0 items-center gap-1 text-sm">
      {parents.map((crumb) => (
        <span key={crumb.label} className="flex shrink-0 items-center gap-1 text-muted">
          {crumb.to === undefined ? (
            crumb.label
          ) : (
            <Link to={crumb.to} className="rounded-[4px] px-0.5 hover:text-text">
              {crumb.label}
            </Link>
          )}
          <ChevronRightIcon aria-hidden className="size-3.5" />
        </span>
      ))}
      <h1 className="truncate font-semibold">{crumbs.at(-1)?.label}</h1>
    </nav>
  );
}

export type ViewTab = { readonly id: string; readonly label: string; readonly count?: string | undefined };

type ViewTabsProps = {
  readonly tabs: readonly ViewTab[];
  readonly current: string;
  readonly onPick: (id: string) => void;
};

/** Views of one list beside its name; the list stays in place, so these are buttons and not tab panels. */
export function ViewTabs({ tabs, current, onPick }: ViewTabsProps) {
  return (
    <div role="group" aria-label="Views" className="flex items-stretch gap-1">
      {tabs.map((tab) => (
        <button
          key={tab.id}
          type="button"
          aria-pressed={tab.id === current}
          onClick={() => onPick(tab.id)}
          className={cn(
            'focus-inset relative flex items-center gap-1.5 rounded-control px-2 text-sm text-muted hover:text-text',
            tab.id === current &&
              'font-medium text-text after:absolute after:inset-x-2 after:-bottom-px after:h-0.5 after:bg-accent',
          )}
        >
          {tab.label}
          {tab.count === undefined ? null : (
            <span className="text-xs font-normal text-muted">{tab.count}</span>
          )}
        </button>
      ))}
    </div>
  );
}
