import { clsx } from 'clsx';
import type { ClassValue } from 'clsx';
import { extendTailwindMerge } from 'tailwind-merge';

const merge = extendTailwindMerge({
  extend: {
    theme: { radius: ['control', 'panel'], shadow: ['floating'], breakpoint: ['narrow', 'wide'] },
  },
});

/** Joins class names; of two that set the same property the later one wins. */
export function cn(...values: readonly ClassValue[]): string {
  return merge(clsx(values));
}
