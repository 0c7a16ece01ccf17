import { LoaderCircleIcon } from 'lucide-react';

import { cn } from '../lib/class-names.ts';

/** Something runs whose end is not known. Pair it with words. */
export function Spinner({ className }: { readonly className?: string | undefined }) {
  return <LoaderCircleIcon aria-hidden className={cn('size-4 animate-spin text-muted', className)} />;
}
