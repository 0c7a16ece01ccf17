import { CircleAlertIcon } from 'lucide-react';
import type { ReactNode } from 'react';

import { cn } from '../lib/class-names.ts';

type ErrorStateProps = {
  /** What happened. */
  readonly title: string;
  /** What is safe, and what to do now. */
  readonly hint: ReactNode;
  readonly action?: ReactNode;
  readonly className?: string | undefined;
};

/** Something failed. Says what happened, what is safe and what to do. */
export function ErrorState({ title, hint, action, className }: ErrorStateProps) {
  return (
    <div
      role="alert"
      className={cn('mx-auto flex max-w-120 flex-col items-center gap-2 px-6 py-12 text-center', className)}
    >
      <CircleAlertIcon aria-hidden className="size-6 text-critical" />
      <p className="text-base font-medium">{title}</p>
      <div className="text-sm text-muted">{hint}</div>
      {action ? <div className="mt-3 flex items-center gap-2">{action}</div> : null}
    </div>
  );
}
