import { cn } from '../lib/class-names.ts';
import { IS_MAC } from '../lib/platform.ts';
import { shortcutCaps } from '../lib/shortcut.ts';

type KbdProps = {
  /** As in `lib/shortcut.ts`: `mod+k`, `g c`. */
  readonly keys: string;
  readonly tone?: 'plain' | 'inverse';
  readonly className?: string | undefined;
};

/** Draws a shortcut as key caps, in the words of this computer. */
export function Kbd({ keys, tone = 'plain', className }: KbdProps) {
  return (
    <span className={cn('inline-flex shrink-0 items-center gap-1', className)}>
      {shortcutCaps(keys, IS_MAC).map((caps, step) => (
        <kbd
          key={`${step}-${caps.join('+')}`}
          className={cn(
            'inline-flex h-4.5 min-w-4.5 items-center justify-center gap-0.5 rounded-[4px] border px-1 font-sans text-xs leading-none font-medium',
            tone === 'inverse' ? 'border-bg/30 text-bg' : 'border-border bg-raised text-muted',
          )}
        >
          {caps.join(IS_MAC ? '' : '+')}
        </kbd>
      ))}
    </span>
  );
}
