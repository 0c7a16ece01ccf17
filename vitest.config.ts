import { defineConfig } from 'vitest/config';
import { ClosingLine } from './tests/support/closing-line.ts';

/**
 * One project per kind of test; the suffix says which world a file needs.
 * Database projects share one embedded Postgres per run (tests/support/postgres.ts).
 */
const unitExcluded = [
  '**/*.pg.test.ts',
  '**/*.replica.test.ts',
  'tests/integration/**',
  'tests/e2e/**',
  'tests/oracle/**',
];
const everywhere = ['node_modules/**', 'dist/**', '.data/**', '.cache/**'];

export default defineConfig({
  test: {
    reporters: ['default', new ClosingLine()],
    projects: [
      {
        test: {
          name: 'unit',
          sequence: { groupOrder: 0 },
          include: ['{electron,host,renderer,shared,sync-server,scripts,tests}/**/*.test.{ts,tsx}'],
          exclude: [...everywhere, ...unitExcluded],
          pool: 'threads',
          // Pure code: one module graph for all files of a worker saves half the time.
          isolate: false,
          maxWorkers: 2,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'pg',
          sequence: { groupOrder: 1 },
          include: ['{electron,shared,sync-server}/**/*.pg.test.ts'],
          exclude: everywhere,
          globalSetup: ['tests/support/postgres-global.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'replica',
          sequence: { groupOrder: 2 },
          include: ['{electron,shared}/**/*.replica.test.ts'],
          exclude: everywhere,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'integration',
          sequence: { groupOrder: 3 },
          include: ['tests/integration/**/*.test.ts'],
          exclude: everywhere,
          globalSetup: ['tests/support/postgres-global.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'e2e',
          // Beside the integration tests: both wait more than they compute.
          sequence: { groupOrder: 3 },
          include: ['tests/e2e/**/*.test.ts'],
          exclude: everywhere,
          testTimeout: 180_000,
          hookTimeout: 180_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'oracle',
          // Alone: it keeps both cores busy, and a world at standstill is a finding. Its two files share the seeds.
          sequence: { groupOrder: 4 },
          include: ['tests/oracle/**/*.test.ts'],
          exclude: everywhere,
          globalSetup: ['tests/support/postgres-global.ts'],
          testTimeout: 240_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
    ],
  },
});
