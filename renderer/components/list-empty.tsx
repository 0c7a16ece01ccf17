import { SearchXIcon } from 'lucide-react';
import type { ReactNode } from 'react';

import type { ListView } from '../../shared/domain/list-view/list-view.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { filterText } from './filter-bar/filter-field.ts';
import type { FilterField } from './filter-bar/filter-field.ts';

type ListEmptyProps = {
  readonly noun: { readonly one: string; readonly other: string };
  readonly view: ListView;
  readonly fields: readonly FilterField[];
  readonly onViewChange: (view: ListView) => void;
  /** Shown when nothing is filtered: first use. */
  readonly firstUse: ReactNode;
};

/** An empty list: first use, or the filters that leave nothing and the way out of them. */
export function ListEmpty({ noun, view, fields, onViewChange, firstUse }: ListEmptyProps) {
  if (view.filters.length === 0 && view.search === '') return firstUse;
  const asked = [
    ...(view.search === '' ? [] : [`“${view.search}”`]),
    ...view.filters.map((filter) => filterText(filter, fields)),
  ];
  return (
    <EmptyState
      icon={<SearchXIcon aria-hidden />}
      title={`No ${noun.one} matches`}
      description={`You asked for ${asked.join(' and ')}.`}
      action={
        <Button onClick={() => onViewChange({ ...view, filters: [], search: '' })}>
          Clear search and filters <Kbd keys="esc" />
        </Button>
      }
    />
  );
}
