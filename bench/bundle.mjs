// Bundles a measuring program with the sources that it imports, so that it runs as plain JavaScript.
import path from 'node:path';
import { build } from 'vite';

const here = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname);
const folder = path.join(here, '..', 'out', 'bench');

/** Returns the path of the bundle; packages are loaded from node_modules as they are. */
export async function bundle(entry) {
  const name = `${path.basename(entry, '.mjs')}.cjs`;
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: path.join(here, entry),
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: { output: { format: 'cjs', entryFileNames: name, codeSplitting: false } },
    },
  });
  return path.join(folder, name);
}
