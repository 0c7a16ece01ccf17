/**
 * Loaded into the desktop's main process before anything else: writes how long its event loop was held up, every half
 * second, to the file that the environment names. Its children are left alone.
 */
import { writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const file = process.env['XG_LOOP_FILE'];
if (file !== undefined && process.argv[1]?.endsWith('browser.js')) {
  delete process.env['XG_LOOP_FILE'];
  // What it counts is the time between its own ticks: the wait for the next tick is part of it.
  const resolutionMs = 1;
  const delay = monitorEventLoopDelay({ resolution: resolutionMs });
  delay.enable();
  setInterval(() => {
    const milliseconds = (nanoseconds: number): number => nanoseconds / 1e6 - resolutionMs;
    writeFileSync(
      file,
      JSON.stringify({ p99: milliseconds(delay.percentile(99)), max: milliseconds(delay.max) }),
    );
  }, 500).unref();
}
