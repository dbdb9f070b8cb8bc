// Bundles a measuring program with the sources that it imports, so that it runs as plain JavaScript.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { rolldown } from 'rolldown';

const here = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname);

/** Returns the path of the bundle; packages are loaded from node_modules as they are. */
export async function bundle(entry) {
  const file = path.join(here, '..', 'out', 'bench', `${path.basename(entry, '.mjs')}.cjs`);
  mkdirSync(path.dirname(file), { recursive: true });
  const build = await rolldown({ input: path.join(here, entry), platform: 'node', external: /^[^./]/ });
  await build.write({ file, format: 'cjs', codeSplitting: false });
  return file;
}
