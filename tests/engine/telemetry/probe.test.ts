// A look tells what plain loops over the same numbers give, compiled as op by op, and leaves nothing behind.
import { beforeAll, describe, expect, it } from 'vitest';
import { dialNames } from '../../../src/core/choices/layers/layer';
import type { Recipe } from '../../../src/core/recipe/recipe';
import type { Task } from '../../../src/core/task';
import type { LayerTelemetry } from '../../../src/core/run/telemetry';
import { openRuntime, type Runtime } from '../../../src/engine/runtime/runtime';
import { createCompiledProbe, createEagerProbe, type Look } from '../../../src/engine/telemetry/probe';
import { createExecutor } from '../../../src/engine/train/create-executor';
import { planEpoch } from '../../../src/engine/train/epoch-plan';
import type { Executor } from '../../../src/engine/train/executor';
import { initialState, type StateValues } from '../../../src/engine/train/state';
import { stepOf } from '../../../src/engine/train/step-of';
import { hasNative, openNativeRuntime } from '../native-runtime';
import { type SmallData, smallData, smallRecipe } from '../small-training';

const ROWS = 40;
const RATE = 0.05;

function open(runtime: Runtime, recipe: Recipe, data: SmallData, values?: StateValues): Executor {
  const { task, columns, classes, x, y } = data;
  const definition = stepOf({ recipe, task, columns, classes });
  return createExecutor(runtime, 'eager', {
    definition,
    x,
    y,
    weights: null,
    batchSize: 32,
    state: values ?? initialState(definition.network, definition.layout, recipe.seed),
  });
}

function batchOf(runtime: Runtime, data: SmallData) {
  const { ops } = runtime;
  return { x: ops.slice(data.x, [0, 0], [ROWS, -1]), y: ops.slice(data.y, [0], [ROWS]), weights: null };
}

const dialsAt = (rate: number) =>
  Float32Array.from(dialNames, (name) => (name === 'learningRate' ? rate : 0));

/** A network of one hidden layer by plain loops: squared error, SGD. */
function byHand(state: StateValues, x: Float32Array, y: Float32Array, inputs: number, units: number) {
  const kernel = state.get('variable/dense-1/kernel')!;
  const bias = state.get('variable/dense-1/bias')!;
  const outKernel = state.get('variable/output/kernel')!;
  const outBias = state.get('variable/output/bias')!;
  const before: number[] = [];
  const after: number[] = [];
  const outputs: number[] = [];
  const gradient = {
    kernel: new Float64Array(kernel.length),
    bias: new Float64Array(units),
    outKernel: new Float64Array(units),
    outBias: 0,
  };
  let loss = 0;
  for (let row = 0; row < ROWS; row++) {
    const hidden: number[] = [];
    for (let unit = 0; unit < units; unit++) {
      let sum = bias[unit]!;
      for (let input = 0; input < inputs; input++)
        sum += x[row * inputs + input]! * kernel[input * units + unit]!;
      before.push(sum);
      hidden.push(Math.max(0, sum));
    }
    after.push(...hidden);
    const output = hidden.reduce((sum, value, unit) => sum + value * outKernel[unit]!, outBias[0]!);
    outputs.push(output);
    const error = output - y[row]!;
    loss += error ** 2 / ROWS;
    const back = (2 * error) / ROWS;
    gradient.outBias += back;
    for (let unit = 0; unit < units; unit++) {
      gradient.outKernel[unit]! += back * hidden[unit]!;
      if (hidden[unit]! <= 0) continue;
      gradient.bias[unit]! += back * outKernel[unit]!;
      for (let input = 0; input < inputs; input++)
        gradient.kernel[input * units + unit]! += back * outKernel[unit]! * x[row * inputs + input]!;
    }
  }
  const norm = (...lists: ArrayLike<number>[]) =>
    Math.sqrt(lists.flatMap((list) => Array.from(list)).reduce((sum, value) => sum + value ** 2, 0));
  const dead = Array.from({ length: units }, (_, unit) =>
    after.every((value, i) => i % units !== unit || value === 0),
  ).filter(Boolean).length;
  return {
    loss,
    before,
    after,
    outputs,
    dead: dead / units,
    hidden: { gradientNorm: norm(gradient.kernel, gradient.bias), weightNorm: norm(kernel, bias) },
    output: {
      gradientNorm: norm(gradient.outKernel, [gradient.outBias]),
      weightNorm: norm(outKernel, outBias),
    },
  };
}

function expectMoments(layer: LayerTelemetry, values: readonly number[]): void {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  const { activation } = layer;
  expect(activation!.mean).toBeCloseTo(mean, 5);
  expect(activation!.deviation).toBeCloseTo(Math.sqrt(variance), 5);
  expect(activation!.sketch[0]).toBeCloseTo(Math.min(...values), 5);
  expect(activation!.sketch.at(-1)).toBeCloseTo(Math.max(...values), 5);
  // The values are few enough to be sketched whole.
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
  expect(activation!.sketch[4]).toBeCloseTo(middle, 5);
}

const backends = [
  ...(hasNative ? [{ name: 'native', make: openNativeRuntime }] : []),
  { name: 'wasm', make: () => openRuntime('wasm') },
];

describe.each(backends)('a look on $name', ({ make }) => {
  let runtime: Runtime;
  beforeAll(async () => {
    runtime = await make();
  });

  it('tells what plain loops give', () => {
    const inputs = 3;
    const units = 5;
    const data = smallData(runtime, 'regression', { rows: 80, inputs });
    const recipe = smallRecipe({
      model: { hidden: [units], activation: { kind: 'relu' } },
      training: { optimizer: { kind: 'sgd' } },
    });
    const first = open(runtime, recipe, data);
    const state = first.readState();
    first.dispose();
    // A unit that no row can switch on.
    state.set('variable/dense-1/bias', Float32Array.from([0.1, -0.2, 0.3, 0, -20]));
    const executor = open(runtime, recipe, data, state);
    const batch = batchOf(runtime, data);
    const { definition, state: tensors } = executor.present();
    const { layers, loss, rows } = createEagerProbe(runtime, definition, batch, 1).look({
      state: tensors,
      dials: dialsAt(RATE),
    });
    const expected = byHand(
      state,
      batch.x.dataSync() as Float32Array,
      batch.y.dataSync() as Float32Array,
      inputs,
      units,
    );
    expect(rows).toBe(ROWS);
    expect(loss).toBeCloseTo(expected.loss, 5);
    expect(layers.map(({ name }) => name)).toEqual(['dense-1', 'activation-1', 'output']);
    const [dense, activation, output] = layers as [LayerTelemetry, LayerTelemetry, LayerTelemetry];
    for (const [layer, own] of [
      [dense, expected.hidden],
      [output, expected.output],
    ] as const) {
      expect(layer.gradientNorm).toBeCloseTo(own.gradientNorm, 4);
      expect(layer.weightNorm! / own.weightNorm).toBeCloseTo(1, 5);
      // SGD: the update is the rate times the gradient.
      const ratio = (RATE * own.gradientNorm) / own.weightNorm;
      expect(layer.updateRatio! / ratio).toBeCloseTo(1, 3);
    }
    expectMoments(dense, expected.before.slice(0));
    expectMoments(activation, expected.after);
    expectMoments(output, expected.outputs);
    expect(expected.dead).toBeGreaterThan(0);
    expect(activation.activation!.dead).toBeCloseTo(expected.dead, 6);
    expect(activation.activation!.saturated).toBeNull();
    expect(dense.activation!.dead).toBeNull();
    executor.dispose();
  });

  it('counts saturated outputs', () => {
    const data = smallData(runtime, 'binary');
    const recipe = smallRecipe({ model: { hidden: [6], activation: { kind: 'sigmoid' } } });
    const first = open(runtime, recipe, data);
    const state = first.readState();
    first.dispose();
    state.set('variable/dense-1/kernel', new Float32Array(36));
    // Half of the units at a bound, whatever the row.
    state.set('variable/dense-1/bias', Float32Array.from([20, -20, 20, 0, 0.1, -0.1]));
    const executor = open(runtime, recipe, data, state);
    const { definition, state: tensors } = executor.present();
    const probe = createEagerProbe(runtime, definition, batchOf(runtime, data), 1);
    const look = probe.look({ state: tensors, dials: dialsAt(RATE) });
    const { activation } = look.layers.find(({ name }) => name === 'activation-1')!;
    expect(activation!.saturated).toBeCloseTo(0.5, 6);
    expect(activation!.dead).toBeNull();
    executor.dispose();
  });
});

const variants: { title: string; task: Task; model?: object; training?: object }[] = [
  {
    title: 'dropout, noise and penalties',
    task: 'binary',
    model: { dropout: 0.3, noise: 0.1 },
    training: { l2: 1e-3, inputNoise: 0.1, mixup: 0.3, accumulate: 2, averaging: { kind: 'ema' } },
  },
  {
    title: 'residual blocks with normalization',
    task: 'multiclass',
    model: { residual: true, normalization: { kind: 'batch-normalization' } },
  },
  { title: 'L-BFGS', task: 'regression', training: { optimizer: { kind: 'lbfgs' } } },
  {
    title: 'a convolution',
    task: 'binary',
    model: { family: 'convolutional', steps: 3, filters: [4], hidden: [5] },
  },
];

describe.skipIf(!hasNative)('compiled', () => {
  let runtime: Runtime;
  beforeAll(async () => {
    runtime = await openNativeRuntime();
  });

  it.each(variants)('a look is the same and leaves nothing behind: $title', ({ task, model, training }) => {
    const { ops, native } = runtime;
    const data = smallData(runtime, task);
    const whole = smallRecipe({ training: training ?? {}, model: model ?? {} });
    const executor = open(runtime, whole, data);
    executor.beginEpoch(
      planEpoch({ recipe: whole, epoch: 0, steps: 5, rows: 150, classes: null, updates: 0, losses: [] }),
    );
    executor.runSteps(0, 3);
    const batch = batchOf(runtime, data);
    const before = { tensors: ops.memory().numTensors, sessions: native!.binding.getNumOfSavedModels() };
    const present = executor.present();
    const eager = createEagerProbe(runtime, present.definition, batch, 7);
    const probe = createCompiledProbe({ ops, native: native! }, present.definition, batch, 7, present.state);
    const one = eager.look(present);
    expectClose(probe.look(present), one);
    expectClose(probe.look(present), one);
    expect(one.layers.length).toBeGreaterThan(2);
    for (const { activation } of one.layers) expect(activation).not.toBeNull();
    probe.dispose();
    eager.dispose();
    expect({ tensors: ops.memory().numTensors, sessions: native!.binding.getNumOfSavedModels() }).toEqual(
      before,
    );
    executor.dispose();
  });

  function expectClose(look: Look, other: Look): void {
    const flat = ({ layers, loss }: Look) => [
      loss,
      ...layers.flatMap(({ gradientNorm, weightNorm, updateRatio, activation }) => [
        gradientNorm,
        weightNorm,
        updateRatio,
        ...(activation ? [activation.mean, activation.deviation, ...activation.sketch] : [null]),
      ]),
    ];
    expect(look.layers.map(({ name }) => name)).toEqual(other.layers.map(({ name }) => name));
    const [a, b] = [flat(look), flat(other)];
    a.forEach((value, i) => {
      if (value === null) expect(b[i]).toBeNull();
      else expect(Math.abs(value - b[i]!) / Math.max(1, Math.abs(value))).toBeLessThan(1e-5);
    });
  }
});
