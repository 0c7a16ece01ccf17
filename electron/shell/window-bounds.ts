import { z } from 'zod';

import { readPrivateFile, writePrivateFile } from '../platform/private-file.ts';

const rectangleSchema = z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() });
export type Rectangle = z.infer<typeof rectangleSchema>;

const savedSchema = z.object({ bounds: rectangleSchema, maximised: z.boolean() });
export type SavedWindow = z.infer<typeof savedSchema>;

export const DEFAULT_SIZE = { width: 1280, height: 800 };
const MIN_VISIBLE = 120;

/** The last place of the window, if enough of it is on a screen that is still there. */
export function restoredBounds(
  saved: SavedWindow | null,
  screens: readonly Rectangle[],
): Partial<Rectangle> & typeof DEFAULT_SIZE {
  if (!saved) return DEFAULT_SIZE;
  const { bounds } = saved;
  const isVisible = screens.some(
    (screen) =>
      overlap(bounds.x, bounds.width, screen.x, screen.width) >= MIN_VISIBLE &&
      overlap(bounds.y, bounds.height, screen.y, screen.height) >= MIN_VISIBLE,
  );
  return isVisible ? bounds : { width: bounds.width, height: bounds.height };
}

function overlap(a: number, aLength: number, b: number, bLength: number): number {
  return Math.min(a + aLength, b + bLength) - Math.max(a, b);
}

export async function loadWindow(path: string): Promise<SavedWindow | null> {
  try {
    return savedSchema.parse(JSON.parse((await readPrivateFile(path)) ?? 'null'));
  } catch {
    return null;
  }
}

export async function saveWindow(path: string, saved: SavedWindow): Promise<void> {
  await writePrivateFile(path, JSON.stringify(saved), 'the place of the window');
}
