import type { ReactNode } from 'react';

type SectionProps = { readonly title: string; readonly children: ReactNode };

/** One kind of component in its states. */
export function Section({ title, children }: SectionProps) {
  return (
    <section aria-label={title} className="border-b border-border py-5 last:border-0">
      <h2 className="mb-3 text-xs font-medium text-muted">{title}</h2>
      <div className="flex flex-wrap items-start gap-x-6 gap-y-4">{children}</div>
    </section>
  );
}
