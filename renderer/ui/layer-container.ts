import { createContext, useContext } from 'react';

/**
 * Where menus, lists and hints are drawn. Inside the main landmark, so that screen readers find them by landmark;
 * null means the end of the document.
 */
export const LayerContainer = createContext<HTMLElement | null>(null);

export function useLayerContainer(): HTMLElement | null {
  return useContext(LayerContainer);
}
