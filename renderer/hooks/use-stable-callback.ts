import { useCallback, useLayoutEffect, useRef } from 'react';

/** A function that never changes and calls the latest one. For events only, never while drawing. */
export function useStableCallback<Args extends readonly unknown[]>(
  callback: (...args: Args) => void,
): (...args: Args) => void {
  const latest = useRef(callback);
  useLayoutEffect(() => {
    latest.current = callback;
  });
  return useCallback((...args: Args) => latest.current(...args), []);
}
