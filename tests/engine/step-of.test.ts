// Which factors, frozen variables and states a recipe gives the variables of its network.
import { beforeAll, describe, expect, test } from 'vitest';
import { dialNames } from '../../src/core/choices/layers/layer';
import type { Recipe } from '../../src/core/recipe/recipe';
import type { Tensor1D } from '../../src/core/tensor';
import { openRuntime, type Runtime } from '../../src/engine/runtime/runtime';
import { createExecutor } from '../../src/engine/train/create-executor';
import { planEpoch } from '../../src/engine/train/epoch-plan';
import { infer } from '../../src/engine/train/inference';
import { carryState, initialState, type StateValues } from '../../src/engine/train/state';
import type { StepDefinition } from '../../src/engine/train/step';
import { createStepOps } from '../../src/engine/train/step-ops';
import { hiddenVariables, stepOf } from '../../src/engine/train/step-of';
import { type SmallData, smallData, smallRecipe } from './small-training';

const columns = { numbers: 6, categories: [] };
const define = (recipe: Recipe, frozen: readonly string[] = []) =>
  stepOf({ recipe, task: 'binary', columns, classes: 2, frozen });

test('layers learn slower by depth; what follows a layer goes with it, and the network’s own factors stay', () => {
  const model = { hidden: [4, 3], normalization: { kind: 'batch-normalization' }, scalingLayer: true };
  const { rateFactors } = define(smallRecipe({ model, training: { depthFactor: 0.5 } }));
  expect(rateFactors.get('dense-1/kernel')).toBe(0.25);
  expect(rateFactors.get('normalization-1/gamma')).toBe(0.25);
  expect(rateFactors.get('dense-2/bias')).toBe(0.5);
  expect(rateFactors.has('output/kernel')).toBe(false);
  const [[, scaling]] = [...rateFactors].filter(([name]) => name.startsWith('scaling')) as [[string, number]];
  expect(scaling).toBe(6 * 0.25);
});

test('both directions of a recurrent layer, and a block with its projection, are one layer', () => {
  const training = { depthFactor: 0.5, l2: 1e-3, penaltyFactors: [3] };
  const recurrent = {
    family: 'recurrent',
    steps: 3,
    units: [4],
    bidirectional: true,
    hidden: [],
    dropout: 0,
  };
  const both = define(smallRecipe({ model: recurrent, training }));
  const kernels = both.network.variables.filter(({ regularized }) => regularized).map(({ name }) => name);
  const inner = kernels.filter((name) => name.startsWith('recurrent-1/'));
  expect(inner.length).toBeGreaterThanOrEqual(4);
  for (const name of inner) {
    expect(both.rateFactors.get(name)).toBe(0.5);
    expect(both.penaltyFactors.get(name)).toBe(3);
  }
  const blocks = define(smallRecipe({ model: { hidden: [4, 4], residual: true }, training }));
  const factors = new Set(
    blocks.network.layers
      .filter(({ variables }) => variables.some(({ regularized }) => regularized))
      .map(({ variables }) => variables.map(({ name }) => blocks.rateFactors.get(name) ?? 1))
      .map((all) => {
        expect(new Set(all).size).toBe(1);
        return all[0];
      }),
  );
  expect([...factors]).toEqual([0.25, 0.5, 1]);
});

describe('the state for another step', () => {
  const trained = (definition: StepDefinition): StateValues =>
    new Map(
      [...initialState(definition.network, definition.layout, 1)].map(([name, values]) => [
        name,
        values.map((v) => v + 7),
      ]),
    );

  test('an optimizer with anything new to remember starts afresh', () => {
    const recipe = smallRecipe({ training: { lookahead: { enabled: true } } });
    const whole = define(recipe);
    const before = define(recipe, hiddenVariables(whole.network));
    const state = carryState(trained(before), whole.network, whole.layout, 1);
    expect(state.get('counter/update')![0]).toBe(0);
    for (const [name, values] of state) {
      if (name.startsWith('slot/')) expect(values.every((value) => value === 0)).toBe(true);
      if (name.startsWith('variable/')) expect(values.every((value) => value > 3)).toBe(true);
    }
  });

  test('one that remembers the same goes on, and a new average starts at the weights', () => {
    const before = define(smallRecipe());
    const after = define(smallRecipe({ training: { averaging: { kind: 'ema' } } }));
    const known = trained(before);
    const state = carryState(known, after.network, after.layout, 1);
    expect(state.get('counter/update')![0]).toBe(7);
    expect(state.get('slot/mean/dense-1/kernel')).toEqual(known.get('slot/mean/dense-1/kernel'));
    expect(state.get('average/dense-1/kernel')).toEqual(known.get('variable/dense-1/kernel'));
  });
});

describe('in a step', () => {
  let runtime: Runtime;
  let data: SmallData;
  beforeAll(async () => {
    runtime = await openRuntime('wasm');
    data = smallData(runtime, 'binary');
  });

  function train(
    definition: StepDefinition,
    recipe: Recipe,
    weights: Float32Array | null = null,
  ): StateValues {
    const { ops } = runtime;
    const executor = createExecutor(runtime, 'eager', {
      definition,
      x: data.x,
      y: data.y,
      weights: weights && ops.tensor1d(weights),
      batchSize: recipe.training.batchSize,
      state: initialState(definition.network, definition.layout, recipe.seed),
    });
    const { steps } = executor;
    executor.beginEpoch(
      planEpoch({ recipe, epoch: 0, steps, rows: 150, classes: null, updates: 0, losses: [] }),
    );
    executor.runSteps(0, steps);
    const state = executor.readState();
    executor.dispose();
    return state;
  }

  test('frozen layers keep their weights and their moving statistics', () => {
    const recipe = smallRecipe({ model: { normalization: { kind: 'batch-normalization' } } });
    const whole = define(recipe);
    const definition = define(recipe, hiddenVariables(whole.network));
    const before = initialState(definition.network, definition.layout, recipe.seed);
    const after = train(definition, recipe);
    for (const { name } of definition.network.variables) {
      const same = after
        .get(`variable/${name}`)!
        .every((value, i) => value === before.get(`variable/${name}`)![i]);
      expect(same, name).toBe(!name.startsWith('output/'));
    }
  });

  test('a partner in mixup counts by its own weight', () => {
    const { ops } = runtime;
    const training = { mixup: 1, batchSize: 150, sampling: 'file-order', optimizer: { kind: 'sgd' } };
    const recipe = smallRecipe({ training });
    const definition = define(recipe);
    const weights = Float32Array.from({ length: 150 }, (_, i) => (i % 7) / 3);
    const loss = train(definition, recipe, weights).get('sum/loss')![0]! / 150;

    const facts = { recipe, epoch: 0, steps: 1, rows: 150, classes: null, updates: 0, losses: [] };
    const share = planEpoch(facts).dials[dialNames.indexOf('mixup')]!;
    const start = initialState(definition.network, definition.layout, recipe.seed);
    const variables = definition.network.variables.map(({ name, shape }) =>
      ops.tensor(start.get(`variable/${name}`) as Float32Array, [...shape]),
    );
    const mixed = ops.add(ops.mul(data.x, share), ops.mul(ops.reverse(data.x, 0), 1 - share));
    const { lookup } = createStepOps(ops, null);
    const output = infer(ops, definition.network, variables, mixed, { lookup });
    const losses = (y: Tensor1D) => definition.loss.perRow(ops, output, y).dataSync();
    const own = losses(data.y);
    const partner = losses(ops.reverse(data.y, 0) as Tensor1D);
    const expected = weights.reduce(
      (sum, weight, i) => sum + share * weight * own[i]! + (1 - share) * weights[149 - i]! * partner[i]!,
      0,
    );
    expect(loss).toBeCloseTo(expected / 150, 5);
  });
});
