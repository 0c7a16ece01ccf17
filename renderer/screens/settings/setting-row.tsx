import { useId } from 'react';
import type { ReactNode } from 'react';

type SettingRowProps = {
  readonly label: string;
  readonly description?: ReactNode;
  /** The control or value at the right. */
  readonly children: ReactNode;
};

/** One setting: what it is on the left, its control on the right. */
export function SettingRow({ label, description, children }: SettingRowProps) {
  return (
    <div className="flex min-h-11 flex-wrap items-center justify-between gap-x-8 gap-y-1 border-b border-border/60 py-2.5 last:border-0">
      <div className="min-w-48 grow basis-0">
        <p className="text-sm">{label}</p>
        {description ? <p className="text-xs text-muted">{description}</p> : null}
      </div>
      <div className="flex max-w-full shrink-0 items-center gap-2 text-sm">{children}</div>
    </div>
  );
}

type SettingGroupProps = { readonly title: string; readonly children: ReactNode };

export function SettingGroup({ title, children }: SettingGroupProps) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="mb-1 text-lg font-semibold">
        {title}
      </h2>
      {children}
    </section>
  );
}
