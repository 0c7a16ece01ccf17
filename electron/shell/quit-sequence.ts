/**
 * Quitting in order, whatever happens: stop taking requests, close the desktop (which waits a moment for the last
 * changes to go up), then end. A step that hangs or fails never keeps the program open: everything that matters is
 * in the outbox already.
 */
export type QuitEffects = {
  readonly closeWindows: () => void;
  readonly closeDesktop: () => Promise<void>;
  readonly installUpdate: () => boolean;
  readonly exit: (code: number) => void;
  readonly report: (step: string, cause: unknown) => void;
  readonly wait: (ms: number) => Promise<void>;
};

const PATIENCE_MS = 8_000;

/** Answers with the function that `before-quit` calls; further calls while it runs do nothing. */
export function createQuitSequence(effects: QuitEffects): () => Promise<void> {
  let running: Promise<void> | null = null;

  async function quit(): Promise<void> {
    let code = 0;
    try {
      effects.closeWindows();
    } catch (cause) {
      effects.report('windows', cause);
    }
    try {
      const late = effects.wait(PATIENCE_MS).then(() => 'late' as const);
      if ((await Promise.race([effects.closeDesktop(), late])) === 'late') {
        effects.report('desktop', new Error('took too long'));
      }
    } catch (cause) {
      code = 1;
      effects.report('desktop', cause);
    }
    if (!installed(effects)) effects.exit(code);
  }

  return () => (running ??= quit());
}

function installed(effects: QuitEffects): boolean {
  try {
    return effects.installUpdate();
  } catch (cause) {
    effects.report('update', cause);
    return false;
  }
}
