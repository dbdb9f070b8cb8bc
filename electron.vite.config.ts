// Builds the processes of Hone (CommonJS, for Node 16 and newer), the preload bridge and the page.

import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const root = import.meta.dirname;

/** The processes: name of the bundle in out/main, and its entry. */
const processes = {
  index: 'src/main/index.ts',
  cli: 'src/cli/index.ts',
  host: 'src/host/index.ts',
  trainer: 'src/trainer/index.ts',
  data: 'src/data/process/index.ts',
  profiler: 'src/data/profiler/index.ts',
};

// Bundles and shared chunks lie side by side: a process finds its sisters through its own __dirname.
const commonjs = {
  format: 'cjs',
  strict: true,
  // Node's ESM resolver does not read Electron archives; require does.
  dynamicImportInCjs: false,
  entryFileNames: '[name].cjs',
  chunkFileNames: 'shared-[name]-[hash].cjs',
} as const;

const inputs = Object.fromEntries(
  Object.entries(processes).map(([name, file]) => [name, resolve(root, file)]),
);

export default defineConfig({
  main: {
    build: {
      target: 'node16.17',
      minify: false,
      externalizeDeps: true,
      rollupOptions: { input: inputs, output: commonjs },
    },
  },
  // A sandboxed preload may require nothing but electron, so its packages are bundled.
  preload: {
    build: {
      target: 'node16.17',
      minify: false,
      externalizeDeps: false,
      rollupOptions: { input: { index: resolve(root, 'src/preload/index.ts') }, output: commonjs },
    },
  },
  renderer: {
    root: resolve(root, 'src/renderer'),
    base: './',
    plugins: [react()],
    build: {
      target: 'chrome108',
      cssTarget: 'chrome108',
      minify: 'oxc',
      cssMinify: 'lightningcss',
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 2000,
      rollupOptions: { input: { index: resolve(root, 'src/renderer/index.html') } },
    },
  },
});
