import { useEffect, useState } from 'react';
import type { RefObject } from 'react';

/** Whether an element offers less width than its content needs, in pixels. */
export function useIsNarrower(ref: RefObject<HTMLElement | null>, neededWidth: number): boolean {
  const [width, setWidth] = useState<number | null>(null);
  useEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return width !== null && width < neededWidth;
}
