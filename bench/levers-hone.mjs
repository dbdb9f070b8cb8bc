// One measurement of Hone for bench/levers.mjs, which bundles it: milliseconds per epoch of a network with the usual levers.
// Usage: node <bundle> <table.bin> <auto | xla | graph>
import { readFileSync } from 'node:fs';
import { recipeSchema } from '../src/core/recipe/recipe';
import { openRuntime } from '../src/engine/runtime/runtime';
import { createExecutor } from '../src/engine/train/create-executor';
import { planEpoch } from '../src/engine/train/epoch-plan';
import { chooseExecutor } from '../src/engine/train/executor-rule';
import { countParameters, initialState } from '../src/engine/train/state';
import { stepOf } from '../src/engine/train/step-of';

const [file, wish = 'auto'] = process.argv.slice(2);
const EPOCHS = 100;
const MEASURED_SECONDS = 5;

const recipe = recipeSchema.parse({
  data: { target: 'y' },
  model: {
    family: 'mlp',
    hidden: [256, 256, 256],
    normalization: { kind: 'batch-normalization' },
    dropout: 0.1,
  },
  training: {
    epochs: EPOCHS,
    batchSize: 256,
    l2: 0,
    optimizer: { kind: 'adamw' },
    schedule: { kind: 'cosine' },
  },
});

/** float32 rows of features and, last, the target, behind two int32 sizes. */
function readTable() {
  const bytes = readFileSync(file);
  const [rows, columns] = new Int32Array(bytes.buffer, bytes.byteOffset, 2);
  const values = new Float32Array(bytes.buffer.slice(bytes.byteOffset + 8));
  const inputs = columns - 1;
  const x = new Float32Array(rows * inputs);
  const y = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    x.set(values.subarray(row * columns, row * columns + inputs), row * inputs);
    y[row] = values[row * columns + inputs];
  }
  return { rows, inputs, x, y };
}

async function main() {
  const runtime = await openRuntime('cpu');
  const { ops } = runtime;
  const { rows, inputs, x, y } = readTable();
  const columns = { numbers: inputs, categories: [] };
  const definition = stepOf({ recipe, task: 'regression', columns, classes: 1 });
  const { batchSize } = recipe.training;
  const kind = chooseExecutor({
    backend: runtime.backend,
    wish,
    parameters: countParameters(definition.network),
    batchSize,
    plannedSteps: EPOCHS * Math.ceil(rows / batchSize),
  });
  const started = performance.now();
  const executor = createExecutor(runtime, kind, {
    definition,
    x: ops.tensor2d(x, [rows, inputs]),
    y: ops.tensor1d(y),
    weights: null,
    batchSize,
    state: initialState(definition.network, definition.layout, 1),
  });
  const runEpoch = (epoch) => {
    const { steps } = executor;
    const begin = performance.now();
    executor.beginEpoch(
      planEpoch({ recipe, epoch, steps, rows, classes: null, updates: epoch * steps, losses: [] }),
    );
    executor.runSteps(0, steps);
    const { loss } = executor.endEpoch();
    return { ms: performance.now() - begin, loss };
  };
  runEpoch(0);
  const firstSeconds = (performance.now() - started) / 1000;
  const times = [];
  let last = 0;
  for (let epoch = 1; times.length < 5 || times.reduce((a, b) => a + b) < MEASURED_SECONDS * 1000; epoch++) {
    const { ms, loss } = runEpoch(epoch);
    times.push(ms);
    last = loss;
  }
  const epochMs = times.sort((a, b) => a - b)[times.length >> 1];
  process.stdout.write(`${JSON.stringify({ kind, epochMs, firstSeconds, loss: last })}\n`);
}

void main();
