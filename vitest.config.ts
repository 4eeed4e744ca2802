import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vitest/config';

/** Shipped scripts are imported as text, as tsup's loader does. */
const luaAsText: Plugin = {
  name: 'lua-as-text',
  enforce: 'pre',
  transform(code, id) {
    return id.endsWith('.lua') ? `export default ${JSON.stringify(code)}` : undefined;
  },
};

export default defineConfig({
  plugins: [luaAsText],
  resolve: {
    alias: {
      'tidelock/redlock': fileURLToPath(new URL('./src/redlock.ts', import.meta.url)),
      tidelock: fileURLToPath(new URL('./src/index.ts', import.meta.url)),
    },
  },
  test: { include: ['test/**/*.test.ts'], testTimeout: 30_000, maxWorkers: 2, isolate: false },
});
