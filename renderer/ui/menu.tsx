import { Menu as BaseMenu } from '@base-ui/react/menu';
import { CheckIcon } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';

import { cn } from '../lib/class-names.ts';
import { FLOATING_CLASSES, OPTION_CLASSES } from './control-classes.ts';
import { Kbd } from './kbd.tsx';
import { useLayerContainer } from './layer-container.ts';

type MenuProps = {
  readonly trigger: ReactElement<Record<string, unknown>>;
  readonly children: ReactNode;
  readonly align?: 'start' | 'center' | 'end' | undefined;
  readonly open?: boolean | undefined;
  readonly onOpenChange?: ((open: boolean) => void) | undefined;
};

/** A list of actions behind a button. Fill with `MenuItem`, `MenuCheckItem`, `MenuGroup`, `MenuSeparator`. */
export function Menu({ trigger, children, align = 'start', open, onOpenChange }: MenuProps) {
  const container = useLayerContainer();
  return (
    <BaseMenu.Root open={open} onOpenChange={onOpenChange}>
      <BaseMenu.Trigger render={trigger} />
      <BaseMenu.Portal container={container}>
        <BaseMenu.Positioner sideOffset={4} align={align} className="z-50">
          <BaseMenu.Popup
            className={cn(FLOATING_CLASSES, 'max-h-(--available-height) min-w-48 overflow-y-auto p-1')}
          >
            {children}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}

type MenuItemProps = {
  readonly children: ReactNode;
  readonly onSelect: () => void;
  readonly icon?: ReactNode;
  readonly shortcut?: string | undefined;
  readonly tone?: 'plain' | 'danger' | undefined;
  readonly disabled?: boolean | undefined;
  readonly closeOnSelect?: boolean | undefined;
};

/** One action; also used inside a context menu. */
export function MenuItem(props: MenuItemProps) {
  const {
    children,
    onSelect,
    icon,
    shortcut,
    tone = 'plain',
    disabled = false,
    closeOnSelect = true,
  } = props;
  return (
    <BaseMenu.Item
      onClick={onSelect}
      disabled={disabled}
      closeOnClick={closeOnSelect}
      className={cn(OPTION_CLASSES, tone === 'danger' && 'text-critical')}
    >
      {icon}
      <span className="grow">{children}</span>
      {shortcut ? <Kbd keys={shortcut} className="ml-4" /> : null}
    </BaseMenu.Item>
  );
}

type MenuCheckItemProps = {
  readonly checked: boolean;
  readonly onCheckedChange: (checked: boolean) => void;
  readonly children: ReactNode;
  readonly disabled?: boolean | undefined;
};

/** An option that is on or off; the menu stays open. */
export function MenuCheckItem({ checked, onCheckedChange, children, disabled = false }: MenuCheckItemProps) {
  return (
    <BaseMenu.CheckboxItem
      checked={checked}
      onCheckedChange={onCheckedChange}
      disabled={disabled}
      className={OPTION_CLASSES}
    >
      <span className="flex size-4 items-center justify-center">
        {checked ? <CheckIcon className="text-accent" /> : null}
      </span>
      <span className="grow">{children}</span>
    </BaseMenu.CheckboxItem>
  );
}

export function MenuGroup({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <BaseMenu.Group>
      <BaseMenu.GroupLabel className="px-2 pt-1.5 pb-1 text-xs font-medium text-muted">
        {label}
      </BaseMenu.GroupLabel>
      {children}
    </BaseMenu.Group>
  );
}

export function MenuSeparator() {
  return <BaseMenu.Separator className="my-1 h-px bg-border" />;
}
