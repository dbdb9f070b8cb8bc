// One measurement of Hone for bench/lstm.mjs, which bundles it: milliseconds per epoch and seconds of the first epoch.
// Usage: node <bundle> [auto | xla | graph | eager] [cell] [windows] [batch] [units]
import { createRandom } from '../src/core/random';
import { recipeSchema } from '../src/core/recipe/recipe';
import { openRuntime } from '../src/engine/runtime/runtime';
import { createExecutor } from '../src/engine/train/create-executor';
import { planEpoch } from '../src/engine/train/epoch-plan';
import { chooseExecutor, countTimeSteps } from '../src/engine/train/executor-rule';
import { countParameters, initialState } from '../src/engine/train/state';
import { stepOf } from '../src/engine/train/step-of';

const [wish = 'auto', cell = 'lstm', rowsText = '50000', batchText = '128', unitsText = '64'] =
  process.argv.slice(2);
const rows = Number(rowsText);
const steps = 48;
const features = 8;
const EPOCHS = 3;

async function main() {
  const runtime = await openRuntime('cpu');
  const { ops } = runtime;
  const random = createRandom(1);
  const values = Float32Array.from({ length: rows * steps * features }, () => random.normal());
  const targets = Float32Array.from(
    { length: rows },
    (_, i) => values[i * steps * features] + values[(i + 1) * steps * features - 1],
  );
  const x = ops.tensor2d(values, [rows, steps * features]);
  const y = ops.tensor1d(targets);
  const recipe = recipeSchema.parse({
    data: { target: 'y' },
    model: { family: 'recurrent', steps, cell: { kind: cell }, units: [Number(unitsText)], dropout: 0 },
    training: { batchSize: Number(batchText), l2: 0 },
  });
  const columns = { numbers: steps * features, categories: [] };
  const definition = stepOf({ recipe, task: 'regression', columns, classes: 1 });
  const state = initialState(definition.network, definition.layout, 1);
  const { batchSize } = recipe.training;
  const kind = chooseExecutor({
    backend: runtime.backend,
    wish,
    parameters: countParameters(definition.network),
    timeSteps: countTimeSteps(definition.network),
    batchSize,
    plannedSteps: EPOCHS * Math.ceil(rows / batchSize),
  });

  const started = performance.now();
  const executor = createExecutor(runtime, kind, { definition, x, y, weights: null, batchSize, state });
  const compiled = performance.now();
  const first = runEpoch(executor, recipe, 0);
  const firstSeconds = (performance.now() - started) / 1000;
  const later = Array.from({ length: EPOCHS - 1 }, (_, i) => runEpoch(executor, recipe, i + 1));
  const times = later.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  const epoch = times[0];
  process.stdout.write(
    `${JSON.stringify({ kind, epochMs: epoch, compileSeconds: firstSeconds - epoch / 1000, traceSeconds: (compiled - started) / 1000, losses: [first, ...later].map(({ loss }) => loss) })}\n`,
  );
  executor.dispose();
}

function runEpoch(executor, recipe, epoch) {
  const facts = {
    recipe,
    epoch,
    steps: executor.steps,
    rows,
    classes: null,
    updates: epoch * executor.steps,
    losses: [],
  };
  const started = performance.now();
  executor.beginEpoch(planEpoch(facts));
  executor.runSteps(0, executor.steps);
  const { loss } = executor.endEpoch();
  if (!Number.isFinite(loss)) throw new Error('The loss is not finite');
  return { milliseconds: performance.now() - started, loss };
}

void main();
