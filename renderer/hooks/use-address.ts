import { useNavigate, useSearch } from '@tanstack/react-router';

/** One parameter of the address, e.g. `?tab=health`, and how to change it without leaving a step in the history. */
export function useAddressParam(name: string): readonly [string | null, (value: string | null) => void] {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const value = search[name];
  const text = typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null;
  return [
    text,
    (next) => {
      void navigate({
        to: '.',
        replace: true,
        search: (old: Readonly<Record<string, unknown>>) => ({ ...old, [name]: next ?? undefined }),
      });
    },
  ];
}
