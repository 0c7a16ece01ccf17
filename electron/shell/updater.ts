/**
 * Port to updates. Inactive until the build carries an address to publish to; then a new version is downloaded
 * quietly, announced in the status, and installed on quit, never while something is pending or a job runs.
 */
import type { StatusBoard } from '../desktop/status-board.ts';
import type { Log } from '../desktop/ports.ts';

export type UpdateSource = {
  readonly isConfigured: () => Promise<boolean>;
  readonly check: () => Promise<void>;
  readonly onReady: (listener: (version: string) => void) => void;
  readonly quitAndInstall: () => void;
};

export type Updater = {
  readonly start: () => Promise<void>;
  /** True when an update took over the quitting. */
  readonly installOnQuit: () => boolean;
};

export function createUpdater(source: UpdateSource, board: StatusBoard, log: Log): Updater {
  let ready: string | null = null;
  return {
    start: async () => {
      try {
        if (!(await source.isConfigured())) return;
        source.onReady((version) => {
          ready = version;
          board.putNotice({
            id: 'update',
            level: 'info',
            text: `Version ${version} is ready and will be installed when you quit.`,
            action: null,
          });
        });
        await source.check();
      } catch (cause) {
        log.warn('no update could be looked for', { message: String(cause) });
      }
    },
    installOnQuit: () => {
      const { pending, jobs } = board.get();
      if (ready === null || pending > 0 || jobs.some((job) => job.state === 'running')) return false;
      source.quitAndInstall();
      return true;
    },
  };
}
