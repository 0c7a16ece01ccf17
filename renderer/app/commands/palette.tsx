import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { SearchIcon } from 'lucide-react';
import type { KeyboardEvent } from 'react';

import { cn } from '../../lib/class-names.ts';
import { useOverlays } from '../../stores/overlays-store.ts';
import { OPTION_CLASSES } from '../../ui/control-classes.ts';
import { DialogBackdrop } from '../../ui/dialog.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { usePaletteItems } from './use-palette-items.ts';
import type { PaletteItem } from './use-palette-items.ts';

/** Everything a person can do, by typing. Ranked outside the list, which only draws. */
export function Palette() {
  const open = useOverlays((state) => state.open === 'palette');
  const close = useOverlays((state) => state.close);
  return (
    <BaseDialog.Root open={open} onOpenChange={(next) => !next && close()}>
      <BaseDialog.Portal>
        <DialogBackdrop />
        <BaseDialog.Popup
          aria-label="Search and commands"
          className="fixed top-[12vh] left-1/2 z-40 flex w-160 max-w-[calc(100vw-2rem)] -translate-x-1/2 flex-col overflow-hidden rounded-panel border border-border bg-surface shadow-floating transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0"
        >
          <PaletteBody onClose={close} />
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

function PaletteBody({ onClose }: { readonly onClose: () => void }) {
  const palette = usePaletteItems(onClose);

  function handleKey(event: KeyboardEvent): void {
    if (event.key === 'Backspace' && palette.search === '' && palette.step) {
      event.preventDefault();
      palette.back();
    }
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      if (palette.step) palette.back();
      else onClose();
    }
  }

  return (
    <Autocomplete.Root<PaletteItem>
      inline
      open
      mode="none"
      autoHighlight="always"
      items={palette.items}
      itemToStringValue={(item) => item.title}
      value={palette.search}
      onValueChange={(value, details) => {
        if (details.reason !== 'item-press') palette.setSearch(value);
      }}
    >
      <div className="flex h-12 items-center gap-2.5 border-b border-border px-4">
        {palette.step ? (
          <span className="shrink-0 rounded-[5px] bg-selected px-1.5 text-sm font-medium text-accent">
            {palette.step}
          </span>
        ) : (
          <SearchIcon aria-hidden className="size-4 shrink-0 text-muted" />
        )}
        <Autocomplete.Input
          autoFocus
          aria-label={palette.step ?? 'Search and commands'}
          placeholder={palette.step ? 'Type to narrow…' : 'Go to, change, find…'}
          onKeyDown={handleKey}
          className="h-full grow bg-transparent text-base outline-none"
        />
      </div>
      <Autocomplete.Empty className="px-4 py-6 text-center text-sm text-muted empty:hidden">
        {palette.isLoading ? 'Looking…' : 'Nothing matches. Try another word.'}
      </Autocomplete.Empty>
      <Autocomplete.List className="max-h-[min(52vh,26rem)] scroll-py-1 overflow-y-auto p-1.5 empty:hidden">
        {(item: PaletteItem) => <PaletteLine key={item.id} item={item} />}
      </Autocomplete.List>
    </Autocomplete.Root>
  );
}

function PaletteLine({ item }: { readonly item: PaletteItem }) {
  const Icon = item.icon;
  return (
    <Autocomplete.Item value={item} onClick={item.pick} className={cn(OPTION_CLASSES, 'min-h-8.5 px-2.5')}>
      <span className="flex size-4 items-center justify-center text-muted">
        {Icon ? <Icon aria-hidden /> : null}
      </span>
      <span className="truncate">{item.title}</span>
      <span className="grow" />
      {item.hint ? <span className="shrink-0 text-xs text-muted">{item.hint}</span> : null}
      {item.shortcut ? <Kbd keys={item.shortcut} /> : null}
    </Autocomplete.Item>
  );
}
