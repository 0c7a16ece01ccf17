import type { ReactNode } from 'react';

import { cn } from '../lib/class-names.ts';

type EmptyStateProps = {
  readonly title: string;
  readonly description?: ReactNode;
  readonly icon?: ReactNode;
  /** One action, and at most one quieter one. */
  readonly action?: ReactNode;
  readonly className?: string | undefined;
};

/** Nothing to show, and what to do about it. */
export function EmptyState({ title, description, icon, action, className }: EmptyStateProps) {
  return (
    <div
      className={cn(
        'mx-auto flex max-w-100 flex-col items-center gap-2 px-6 py-12 text-center [&>svg]:size-6 [&>svg]:text-muted',
        className,
      )}
    >
      {icon}
      <p className="text-base font-medium">{title}</p>
      {description ? <div className="text-sm text-muted">{description}</div> : null}
      {action ? <div className="mt-3 flex items-center gap-2">{action}</div> : null}
    </div>
  );
}
