import { readFileSync } from 'node:fs';
import { defineConfig } from 'tsup';

/** Comments and blanks are a third of what a process would parse at its start; names stay, for stack traces. */
const compact = (options: { minifyWhitespace?: boolean; minifySyntax?: boolean }): void => {
  options.minifyWhitespace = true;
  options.minifySyntax = true;
};

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

export default defineConfig([
  {
    entry: { index: 'src/index.ts', redlock: 'src/redlock.ts', lab: 'src/lab.ts' },
    format: ['esm', 'cjs'],
    shims: true,
    dts: true,
    target: 'node20',
    clean: true,
    sourcemap: false,
    loader: { '.lua': 'text' },
    esbuildOptions: compact,
  },
  {
    entry: { cli: 'src/cli/main.ts' },
    format: ['esm'],
    dts: false,
    target: 'node20',
    loader: { '.lua': 'text' },
    esbuildOptions: compact,
    banner: { js: '#!/usr/bin/env node' },
    define: { __TIDELOCK_VERSION__: JSON.stringify(version) },
  },
]);
