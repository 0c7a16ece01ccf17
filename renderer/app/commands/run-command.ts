import { useOverlays } from '../../stores/overlays-store.ts';
import { useRecents } from '../../stores/recents-store.ts';
import type { Command } from './command.ts';

/** Runs a command from anywhere. One that needs an argument opens the palette at that step. */
export function runCommand(command: Command, argument?: string): void {
  if (command.argument && argument === undefined) {
    useOverlays.getState().show('palette', command.id);
    return;
  }
  if (command.inPalette !== false) useRecents.getState().note(command.id);
  command.run(argument);
}
