import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'sqlite',
  schema: './electron/database/schema/index.ts',
  out: './electron/database/migrations',
});
