import type { Reporter } from 'vitest/node';

/**
 * Prints `N passed, N failed, N skipped` as the last line, which build services and people can count.
 * A file that fails before its first test, and an error outside any test, count as one failure each.
 */
export class ClosingLine implements Reporter {
  onTestRunEnd: NonNullable<Reporter['onTestRunEnd']> = (modules, errors) => {
    const count = { passed: 0, failed: errors.length, skipped: 0, pending: 0 };
    for (const module of modules) {
      let tests = 0;
      for (const test of module.children.allTests()) {
        tests += 1;
        count[test.result().state] += 1;
      }
      if (tests === 0 && module.state() === 'failed') count.failed += 1;
    }
    const skipped = count.skipped + count.pending;
    process.stdout.write(`\n${count.passed} passed, ${count.failed} failed, ${skipped} skipped\n`);
  };
}
