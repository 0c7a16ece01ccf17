import { Tabs as BaseTabs } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';

import { cn } from '../lib/class-names.ts';

export type Tab<Value extends string> = {
  readonly value: Value;
  readonly label: ReactNode;
  readonly count?: string | undefined;
};

type TabsProps<Value extends string> = {
  readonly tabs: readonly Tab<Value>[];
  readonly value: Value;
  readonly onValueChange: (value: Value) => void;
  readonly label: string;
  /** `TabPanel`s. */
  readonly children?: ReactNode;
  readonly className?: string | undefined;
};

/** Parts of one subject, one at a time. */
export function Tabs<Value extends string>(props: TabsProps<Value>) {
  const { tabs, value, onValueChange, label, children, className } = props;
  return (
    <BaseTabs.Root
      value={value}
      onValueChange={(next: Value) => onValueChange(next)}
      className={cn('flex min-h-0 flex-col', className)}
    >
      <BaseTabs.List
        aria-label={label}
        className="relative flex shrink-0 items-stretch gap-4 border-b border-border"
      >
        {tabs.map((tab) => (
          <BaseTabs.Tab
            key={tab.value}
            value={tab.value}
            className="flex h-9 items-center gap-1.5 text-sm text-muted hover:text-text data-active:font-medium data-active:text-text"
          >
            {tab.label}
            {tab.count === undefined ? null : <span className="text-xs text-muted">{tab.count}</span>}
          </BaseTabs.Tab>
        ))}
        <BaseTabs.Indicator className="absolute bottom-[-1px] left-(--active-tab-left) h-0.5 w-(--active-tab-width) bg-accent transition-[left,width]" />
      </BaseTabs.List>
      {children}
    </BaseTabs.Root>
  );
}

type TabPanelProps = {
  readonly value: string;
  readonly children: ReactNode;
  readonly className?: string | undefined;
};

export function TabPanel({ value, children, className }: TabPanelProps) {
  return (
    <BaseTabs.Panel value={value} className={cn('min-h-0 grow', className)}>
      {children}
    </BaseTabs.Panel>
  );
}
