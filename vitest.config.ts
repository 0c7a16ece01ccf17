import { defineConfig } from 'vitest/config';

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
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{electron,renderer,shared,sync-server,scripts,tests}/**/*.test.{ts,tsx}'],
          exclude: [...everywhere, ...unitExcluded],
          pool: 'threads',
        },
      },
      {
        test: {
          name: 'pg',
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
          include: ['tests/integration/**/*.test.ts'],
          exclude: everywhere,
          globalSetup: ['tests/support/postgres-global.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 1,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          exclude: everywhere,
          testTimeout: 180_000,
          hookTimeout: 180_000,
          maxWorkers: 1,
          fileParallelism: false,
        },
      },
    ],
  },
});
