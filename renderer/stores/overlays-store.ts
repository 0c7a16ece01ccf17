import { create } from 'zustand';

type OverlayName = 'palette' | 'shortcuts' | 'jobs';

type OverlaysState = {
  readonly open: OverlayName | null;
  /** Command whose argument the palette asks for at once; null shows all commands. */
  readonly paletteCommandId: string | null;
  readonly show: (name: OverlayName, paletteCommandId?: string) => void;
  readonly close: () => void;
};

/** Which layer of the frame is open; one at a time. */
export const useOverlays = create<OverlaysState>()((set) => ({
  open: null,
  paletteCommandId: null,
  show: (open, paletteCommandId) => set({ open, paletteCommandId: paletteCommandId ?? null }),
  close: () => set({ open: null, paletteCommandId: null }),
}));
