// Inspects the file of one seed after another and says what came of each.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fuzzSeeds, tryInput } from './try-input';

const folder = mkdtempSync(join(tmpdir(), 'hone-fuzz-'));
const seeds = fuzzSeeds(process.cwd());
let rejection: string | null = null;

process.on('unhandledRejection', (reason) => {
  rejection = reason instanceof Error ? String(reason.stack) : 'a rejection without an error';
});
process.on('disconnect', () => {
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
});
interface Task {
  seed: number;
  what: 'inspect' | 'describe';
}

process.on('message', (task: Task) => void work(task));

async function work({ seed, what }: Task): Promise<void> {
  const begun = performance.now();
  const path = join(folder, 'input.csv');
  const found = await tryInput(seeds, seed, what, (bytes) => {
    writeFileSync(path, bytes);
    return path;
  });
  await new Promise((resolve) => setImmediate(resolve));
  const fault = found.fault ?? (rejection === null ? null : `unhandled: ${rejection}`);
  rejection = null;
  process.send?.({ ...found, fault, milliseconds: performance.now() - begun });
}
