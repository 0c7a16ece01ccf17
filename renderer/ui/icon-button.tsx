import { cn } from '../lib/class-names.ts';
import { Button } from './button.tsx';
import type { ButtonProps } from './button.tsx';
import { Tooltip } from './tooltip.tsx';

type IconButtonProps = Omit<ButtonProps, 'aria-label'> & {
  /** Accessible name, also the tooltip. */
  readonly label: string;
  readonly shortcut?: string | undefined;
};

/** A square button with an icon; its label and shortcut show as a tooltip. */
export function IconButton({
  label,
  shortcut,
  size = 'sm',
  variant = 'ghost',
  className,
  ...props
}: IconButtonProps) {
  return (
    <Tooltip content={label} shortcut={shortcut}>
      <Button
        aria-label={label}
        size={size}
        variant={variant}
        className={cn('px-0 text-muted hover:text-text', size === 'sm' ? 'w-7' : 'w-8', className)}
        {...props}
      />
    </Tooltip>
  );
}
