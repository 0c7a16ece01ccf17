import { defineConfig } from 'drizzle-kit';

/** `npm run migration -- --name x` writes the next migration from the schema; it runs at the server's start. */
export default defineConfig({
  dialect: 'postgresql',
  schema: './shared/schema/*.ts',
  out: './sync-server/db/migrations',
});
