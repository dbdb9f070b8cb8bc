// Prepares a table that the cache holds, as a training does: prints the seconds as JSON. Bundled and run by reading.mjs.
// Usage: node out/bench/reading-hone.cjs CSV CACHE [fill]   (another build's cache is not this one's: `fill` makes it, and ends)
import { recipeSchema } from '../src/core/recipe/recipe';
import { openRuntime } from '../src/engine/runtime/runtime';
import { rowsOf } from '../src/trainer/assembly';
import { fitData } from '../src/trainer/fit-data';
import { prepareFiles, readFiles } from '../src/trainer/load-data';

const [file, cache, fill] = process.argv.slice(2);
const recipe = recipeSchema.parse({ data: { target: 'target' }, hardware: { memory: 16_000 } });
const timed = async (work) => {
  const from = performance.now();
  const value = await work();
  return [value, (performance.now() - from) / 1000];
};

async function main() {
  if (fill) return void (await readFiles({ recipe, data: file, test: null, cache }, () => {}));
  const { ops } = await openRuntime(recipe.hardware);
  const [files, opening] = await timed(() => readFiles({ recipe, data: file, test: null, cache }, () => {}));
  const cpu = process.cpuUsage();
  const [fitted, fitting] = await timed(() => fitData(files, recipe));
  const [data, preparing] = await timed(() => {
    const prepared = prepareFiles(files, recipe, ops, fitted);
    // What is not asked for may not have been made yet.
    ops.sum(prepared.train.x).dataSync();
    return prepared;
  });
  const { user, system } = process.cpuUsage(cpu);
  const shape = [rowsOf(data.train), data.train.x.shape[1]];
  const result = { opening, fitting, preparing, cpu: (user + system) / 1e6, shape };
  process.stdout.write(`${JSON.stringify(result)}\n`);
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
