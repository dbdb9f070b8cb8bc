// Inspects the file of one seed after another and says what came of each.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fuzzSeeds, tryInput } from './try-input';

const folder = mkdtempSync(join(tmpdir(), 'hone-fuzz-'));
const seeds = fuzzSeeds(process.cwd());
let rejection: unknown = null;

process.on('unhandledRejection', (reason) => {
  rejection = reason;
});
process.on('disconnect', () => {
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
});
process.on('message', async ({ seed, what }: { seed: number; what: 'inspect' | 'describe' }) => {
  const begun = performance.now();
  const path = join(folder, 'input.csv');
  const found = await tryInput(seeds, seed, what, (bytes) => {
    writeFileSync(path, bytes);
    return path;
  });
  await new Promise((resolve) => setImmediate(resolve));
  const fault = found.fault ?? (rejection === null ? null : `unhandled: ${String(rejection)}`);
  rejection = null;
  process.send?.({ ...found, fault, milliseconds: performance.now() - begun });
});
