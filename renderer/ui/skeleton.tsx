import { cn } from '../lib/class-names.ts';

/** A grey bar where text will be. It appears after 150 ms, so that fast answers do not flicker. */
export function Skeleton({ className }: { readonly className?: string | undefined }) {
  return <span aria-hidden className={cn('skeleton block h-3 w-full rounded-[4px] bg-raised', className)} />;
}
