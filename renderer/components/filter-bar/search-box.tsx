import { SearchIcon, XIcon } from 'lucide-react';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, RefObject } from 'react';

import { Kbd } from '../../ui/kbd.tsx';

type SearchBoxProps = {
  readonly inputRef: RefObject<HTMLInputElement | null>;
  readonly search: string;
  readonly noun: { readonly one: string; readonly other: string };
  readonly onSearch: (search: string) => void;
  readonly onEscape: () => void;
};

/** What is typed shows at once; the list follows as fast as it can answer. */
export function SearchBox({ inputRef, search, noun, onSearch, onEscape }: SearchBoxProps) {
  const [text, setText] = useState(search);
  const deferred = useDeferredValue(text);
  const sent = useRef(search);
  useEffect(() => {
    if (deferred === sent.current) return;
    sent.current = deferred;
    onSearch(deferred);
  });
  useEffect(() => {
    if (search === sent.current) return;
    sent.current = search;
    setText(search);
  }, [search]);

  function handleKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      event.preventDefault();
      if (text === '' && search === '') {
        onEscape();
        inputRef.current?.blur();
      }
      setText('');
    }
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      document.querySelector<HTMLElement>('[role="grid"] [tabindex="0"]')?.focus();
    }
  }

  return (
    <div className="relative flex items-center">
      <SearchIcon aria-hidden className="pointer-events-none absolute left-2 size-3.5 text-muted" />
      <input
        ref={inputRef}
        type="text"
        role="searchbox"
        aria-label={`Search ${noun.other}`}
        placeholder={`Search ${noun.other}`}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={handleKey}
        className="h-7 w-52 rounded-control border border-control/60 bg-surface pr-7 pl-7 text-sm hover:border-control"
      />
      {text === '' ? (
        <Kbd keys="/" className="pointer-events-none absolute right-1.5" />
      ) : (
        <button
          type="button"
          aria-label="Clear the search"
          onClick={() => setText('')}
          className="absolute right-0.5 flex size-6 items-center justify-center rounded-[4px] text-muted hover:text-text"
        >
          <XIcon className="size-3.5" />
        </button>
      )}
    </div>
  );
}
