import { Link } from '@tanstack/react-router';
import type { KeyboardEvent, ReactNode } from 'react';

import { leaveItem } from '../../lib/move-among.ts';
import { usePreferences } from '../../stores/preferences-store.ts';
import { Button } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';

/** Marks what `j` and `k` step through. */
export const TODAY_ITEM = 'data-today-item';

export type ItemAction = {
  readonly label: string;
  /** Works while the item has the focus. */
  readonly shortcut: string;
  readonly run: () => void;
};

type TodayItemProps = {
  readonly leading?: ReactNode;
  readonly title: ReactNode;
  readonly detail: ReactNode;
  /** At the right, before the actions: a clock, a time. */
  readonly aside?: ReactNode;
  /** Where it leads. */
  readonly to: string;
  readonly search?: Readonly<Record<string, string>> | undefined;
  readonly actions?: readonly ItemAction[] | undefined;
};

/** One thing that wants a person: what it is, where it leads, what can be done at once. */
export function TodayItem({ leading, title, detail, aside, to, search = {}, actions = [] }: TodayItemProps) {
  const singleKeys = usePreferences((state) => state.singleKeys);

  function handleKey(event: KeyboardEvent): void {
    if (!singleKeys || event.ctrlKey || event.metaKey || event.altKey) return;
    const action = actions.find((one) => one.shortcut === event.key.toLowerCase());
    if (!action) return;
    event.preventDefault();
    leaveItem(TODAY_ITEM, event.currentTarget);
    action.run();
  }

  return (
    <li
      onKeyDown={handleKey}
      className="group/item -mx-2 flex min-h-12 items-center gap-3 rounded-control px-2 py-1.5 focus-within:bg-raised hover:bg-raised"
    >
      {leading ? <span className="flex w-24 shrink-0">{leading}</span> : null}
      <div className="min-w-0 grow">
        <Link
          to={to}
          search={search}
          data-today-item
          className="line-clamp-2 rounded-[4px] text-sm font-medium hover:text-accent"
        >
          {title}
        </Link>
        <p className="truncate text-xs text-muted">{detail}</p>
      </div>
      {aside ? <span className="shrink-0 text-xs text-muted">{aside}</span> : null}
      {actions.length > 0 ? (
        <span className="flex shrink-0 gap-1.5">
          {actions.map((action) => (
            <Button key={action.label} size="sm" onClick={action.run}>
              {action.label}
              {singleKeys ? <Kbd keys={action.shortcut} /> : null}
            </Button>
          ))}
        </span>
      ) : null}
    </li>
  );
}
