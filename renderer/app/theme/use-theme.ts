import { useEffect } from 'react';

import { useMediaQuery } from '../../hooks/use-media-query.ts';
import { usePreferences } from '../../stores/preferences-store.ts';

/** The theme in force: the person's choice, or the computer's. */
export function useResolvedTheme(): 'light' | 'dark' {
  const theme = usePreferences((state) => state.theme);
  const prefersDark = useMediaQuery('(prefers-color-scheme: dark)');
  if (theme !== 'system') return theme;
  return prefersDark ? 'dark' : 'light';
}

/** Writes theme and density to the document, where the tokens read them. */
export function useThemeOnDocument(): void {
  const theme = useResolvedTheme();
  const density = usePreferences((state) => state.density);
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
    document.documentElement.dataset['density'] = density;
  }, [theme, density]);
}
