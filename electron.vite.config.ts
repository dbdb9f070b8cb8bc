// Builds the processes of Hone (CommonJS, for Node 16 and newer), the preload bridge and the page.

import { existsSync } from 'node:fs';
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

function present(entries: Record<string, string>): Record<string, string> {
  const found = Object.entries(entries).map(([name, file]) => [name, resolve(root, file)] as const);
  return Object.fromEntries(found.filter(([, file]) => existsSync(file)));
}

export default defineConfig(() => {
  const preload = present({ index: 'src/preload/index.ts' });
  const page = present({ index: 'src/renderer/index.html' });
  return {
    main: {
      build: {
        target: 'node16.17',
        minify: false,
        externalizeDeps: true,
        rollupOptions: { input: present(processes), output: commonjs },
      },
    },
    // A sandboxed preload may require nothing but electron, so its packages are bundled.
    ...(Object.keys(preload).length > 0 && {
      preload: {
        build: {
          target: 'node16.17',
          minify: false,
          externalizeDeps: false,
          rollupOptions: { input: preload, output: commonjs },
        },
      },
    }),
    ...(Object.keys(page).length > 0 && {
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
          rollupOptions: { input: page },
        },
      },
    }),
  };
});
