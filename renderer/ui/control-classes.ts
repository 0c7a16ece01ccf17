/** The look shared by everything a person types into or picks from. */
export const CONTROL_CLASSES =
  'h-8 w-full min-w-0 rounded-control border border-control bg-surface px-2.5 text-sm text-text transition-colors hover:border-muted focus-visible:outline-2 focus-visible:outline-offset-1 focus-visible:outline-accent data-disabled:cursor-not-allowed data-disabled:opacity-50 data-invalid:border-critical aria-invalid:border-critical';

/** A floating list: menus, selects, popovers. */
export const FLOATING_CLASSES =
  'floating-motion rounded-panel border border-border bg-surface text-text shadow-floating outline-none';

/** One row of a floating list. */
export const OPTION_CLASSES =
  'flex min-h-7 cursor-default select-none items-center gap-2 rounded-control px-2 py-1 text-sm outline-none data-disabled:opacity-50 data-highlighted:bg-raised [&_svg]:size-4 [&_svg]:shrink-0';
