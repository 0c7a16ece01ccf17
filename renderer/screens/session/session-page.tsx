import type { ReactNode } from 'react';

type SessionPageProps = {
  readonly title: string;
  readonly lead: ReactNode;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
};

/** A page before the product: one narrow column on paper. */
export function SessionPage({ title, lead, children, footer }: SessionPageProps) {
  return (
    <main className="flex h-full flex-col items-center overflow-y-auto px-6 py-[14vh]">
      <div className="flex w-full max-w-90 flex-col gap-6">
        <p className="text-sm font-semibold tracking-tight text-muted">XGrowthOS</p>
        <div className="flex flex-col gap-1">
          <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
          <div className="text-sm text-muted">{lead}</div>
        </div>
        {children}
        {footer ? <div className="border-t border-border pt-4 text-xs text-muted">{footer}</div> : null}
      </div>
    </main>
  );
}
