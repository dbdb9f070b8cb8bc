// The built-in table of `hone bench devices`: the shapes of the comparison with other libraries in `bench/`.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyChanges } from '../core/recipe/paths';
import { defaultRecipe, type Recipe } from '../core/recipe/recipe';
import { createRandom } from '../core/random';

const ROWS = 8000;
const FEATURES = 20;

export interface BenchTable {
  file: string;
  target: string;
  remove(): Promise<void>;
}

/** Writes a table of normal numbers with two classes that the first ten columns decide, with noise. */
export async function writeBenchTable(): Promise<BenchTable> {
  const random = createRandom(1);
  const names = Array.from({ length: FEATURES }, (_, i) => `x${i + 1}`);
  const lines = Array.from({ length: ROWS }, () => {
    const values = names.map(() => random.normal());
    const score = values.slice(0, FEATURES / 2).reduce((sum, value, i) => sum + (i % 2 ? value : -value), 0);
    return [...values.map((value) => value.toFixed(4)), score + random.normal() > 0 ? 'yes' : 'no'].join(',');
  });
  const folder = await mkdtemp(join(tmpdir(), 'hone-bench-'));
  const file = join(folder, 'table.csv');
  await writeFile(file, `${[[...names, 'class'].join(','), ...lines].join('\n')}\n`);
  return { file, target: 'class', remove: () => rm(folder, { recursive: true, force: true }) };
}

/** The recipe for it: two hidden layers of 128, batches of 128. */
export function benchRecipe(target: string): Recipe {
  return applyChanges(defaultRecipe(target), { 'model.hidden': [128, 128], 'training.batch-size': 128 });
}
