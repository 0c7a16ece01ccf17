import { Avatar as BaseAvatar } from '@base-ui/react/avatar';

import { cn } from '../lib/class-names.ts';

type AvatarProps = { readonly name: string; readonly className?: string | undefined };

/** A person's initials. Decorative: the name stands beside it or in the label of its button. */
export function Avatar({ name, className }: AvatarProps) {
  return (
    <BaseAvatar.Root
      aria-hidden
      className={cn(
        'inline-flex size-6 shrink-0 items-center justify-center rounded-full bg-raised text-xs font-medium text-muted select-none',
        className,
      )}
    >
      <BaseAvatar.Fallback>{initials(name)}</BaseAvatar.Fallback>
    </BaseAvatar.Root>
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map((word) => Array.from(word ?? '?')[0]?.toUpperCase() ?? '').join('');
}
