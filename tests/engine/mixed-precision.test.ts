import { beforeAll, describe, expect, it, test } from 'vitest';
import { createRandom } from '../../src/core/random';
import type { Tensor, Tensor2D } from '../../src/core/tensor';
import type { GraphNode, OpNode, TracedGraph } from '../../src/engine/compile/graph';
import { countProducts, withMixedPrecision } from '../../src/engine/compile/mixed-precision';
import { stepLoop } from '../../src/engine/compile/step-loop';
import { loadProgram } from '../../src/engine/compile/program';
import { trace } from '../../src/engine/compile/tracer';
import type { Runtime } from '../../src/engine/runtime/runtime';
import { createExecutor } from '../../src/engine/train/create-executor';
import { planEpoch } from '../../src/engine/train/epoch-plan';
import { initialState } from '../../src/engine/train/state';
import { stepOf } from '../../src/engine/train/step-of';
import { hasNative, openNativeRuntime } from './native-runtime';
import { smallData, smallRecipe } from './small-training';

const float = { name: 'T', kind: 'type', value: 'float32' } as const;
const matrix = { dtype: 'float32', shape: [2, 2] } as const;
const ref = (node: string, output = 0) => ({ node, output });

function op(name: string, kind: string, inputs: readonly string[], part: Partial<OpNode> = {}): OpNode {
  return {
    kind: 'op',
    name,
    op: kind,
    inputs: inputs.map((input) => ref(input)),
    attributes: [float],
    outputs: [matrix],
    ...part,
  };
}

function graphOf(...nodes: GraphNode[]): TracedGraph {
  const last = nodes.at(-1) as GraphNode;
  return {
    inputs: [
      { name: 'x', ...matrix },
      { name: 'w', ...matrix },
      { name: 'rows', dtype: 'int32', shape: [2] },
    ],
    nodes,
    outputs: [{ name: 'out', ref: ref(last.name), ...matrix }],
  };
}

const operations = (graph: TracedGraph) =>
  graph.nodes.map((node) =>
    node.kind === 'op' ? `${node.name}=${node.op}(${node.inputs.map((i) => i.node).join(',')})` : node.name,
  );

test('a product gets a cast before and after it, and what follows it keeps its name and type', () => {
  const graph = graphOf(op('n0', 'MatMul', ['x', 'w']), op('n1', 'Relu', ['n0']));
  const mixed = withMixedPrecision(graph);
  expect(operations(mixed)).toEqual([
    'x_0_bfloat16=Cast(x)',
    'w_0_bfloat16=Cast(w)',
    'n0_product=MatMul(x_0_bfloat16,w_0_bfloat16)',
    'n0=Cast(n0_product)',
    'n1=Relu(n0)',
  ]);
  const [, , product, back] = mixed.nodes as OpNode[];
  expect(product).toMatchObject({ attributes: [{ value: 'bfloat16' }], outputs: [{ dtype: 'bfloat16' }] });
  expect(back?.outputs).toEqual([matrix]);
  expect(mixed.inputs).toEqual(graph.inputs);
  expect(mixed.outputs).toEqual(graph.outputs);
});

test('a value that several products use is rounded once, before the first of them', () => {
  const graph = graphOf(op('n0', 'MatMul', ['x', 'w']), op('n1', 'BatchMatMulV2', ['n0', 'w']));
  const casts = operations(withMixedPrecision(graph)).filter((line) => line.startsWith('w_0'));
  expect(casts).toEqual(['w_0_bfloat16=Cast(w)']);
  expect(countProducts(graph)).toBe(2);
});

test('whole numbers among the inputs, other types and other operations stay as they are', () => {
  const sizes = op('n0', 'Conv2DBackpropInput', ['rows', 'w', 'x']);
  expect(operations(withMixedPrecision(graphOf(sizes)))).toContain(
    'n0_product=Conv2DBackpropInput(rows,w_0_bfloat16,x_0_bfloat16)',
  );
  const whole = op('n0', 'MatMul', ['rows', 'rows'], { outputs: [{ dtype: 'int32', shape: [2, 2] }] });
  const others = graphOf(whole, op('n1', 'AddV2', ['x', 'w']));
  expect(withMixedPrecision(others)).toEqual(others);
  expect(countProducts(others)).toBe(0);
});

describe.skipIf(!hasNative)('training in mixed precision', () => {
  const ROWS = 256;
  const STEPS = 150;
  let runtime: Runtime;
  beforeAll(async () => {
    runtime = await openNativeRuntime();
  });

  /** Losses of the first and the last step of a regression on a hidden layer, plain gradient descent. */
  function lossesOf(mixed: boolean, xla: boolean): number[] {
    const { ops, native } = runtime;
    const random = createRandom(4);
    const draw = (shape: [number, number], scale: number) =>
      ops.tensor2d(
        Float32Array.from({ length: shape[0] * shape[1] }, () => scale * random.normal()),
        shape,
      );
    const x = draw([ROWS, 8], 1);
    const y = ops.tidy(() => ops.tanh(ops.matMul(x, draw([8, 1], 0.5)))) as Tensor2D;
    const weights = [draw([8, 32], 0.35), draw([32, 1], 0.2)];
    const loss = (a: Tensor, b: Tensor) =>
      ops
        .mean(ops.squaredDifference(ops.matMul(ops.tanh(ops.matMul(x, a as Tensor2D)), b as Tensor2D), y))
        .asScalar();
    const index = ops.scalar(0, 'int32');
    const sums = [ops.scalar(0), ops.scalar(0)];
    const inputs = { index, x, y, a: weights[0]!, b: weights[1]!, first: sums[0]!, last: sums[1]! };
    const graph = trace(
      ops,
      native!,
      Object.entries(inputs).map(([name, tensor]) => ({ name, tensor })),
      () => {
        const { value, grads } = ops.valueAndGrads(loss)(weights);
        const next = weights.map((weight, i) => ops.sub(weight, ops.mul(grads[i]!, 0.1)));
        const first = ops.where(ops.equal(index, ops.scalar(0, 'int32')), value, sums[0]!);
        return [...next, first, value].map((tensor, i) => ({ name: `o${i}`, tensor }));
      },
    );
    expect(countProducts(graph)).toBeGreaterThanOrEqual(5);
    const { functions, entry } = stepLoop('loop', mixed ? withMixedPrecision(graph) : graph, 4, xla);
    const program = loadProgram(native!, functions, [entry]);
    const bounds = [ops.scalar(0, 'int32'), ops.scalar(STEPS, 'int32')];
    const result = program.run('loop', [...bounds, x, y, ...weights, ...sums]);
    program.dispose();
    return result.slice(2).map((tensor) => tensor.dataSync()[0] as number);
  }

  it.each([false, true])('follows the loss of float32 closely (XLA: %s)', (xla) => {
    const [first, last] = lossesOf(false, xla) as [number, number];
    const [mixedFirst, mixedLast] = lossesOf(true, xla) as [number, number];
    expect(last).toBeLessThan(first / 4);
    expect(mixedFirst, 'the products are really rounded').not.toBe(first);
    expect(Math.abs(mixedFirst - first) / first).toBeLessThan(0.02);
    expect(mixedLast).toBeLessThan(mixedFirst / 4);
    expect(Math.abs(mixedLast - last) / first).toBeLessThan(0.02);
  });

  /** Mean loss of the steps of each of ten epochs, by the executor that runs use. */
  function epochLosses(mixed: boolean, parts: { model?: object; training?: object }): number[] {
    const data = smallData(runtime, 'binary', { inputs: 12 });
    const recipe = smallRecipe(parts);
    const definition = stepOf({ recipe, task: data.task, columns: data.columns, classes: data.classes });
    const { x, y } = data;
    const state = initialState(definition.network, definition.layout, 3);
    const setup = { definition, x, y, weights: null, batchSize: 32, state, mixed };
    const executor = createExecutor(runtime, 'graph', setup);
    const { steps } = executor;
    const losses = Array.from({ length: 10 }, (_, epoch) => {
      const facts = { recipe, epoch, steps, rows: 150, classes: null, updates: epoch * steps, losses: [] };
      executor.beginEpoch(planEpoch(facts));
      executor.runSteps(0, steps);
      return executor.endEpoch().loss;
    });
    executor.dispose();
    return losses;
  }

  it.each<[string, { model?: object; training?: object }]>([
    [
      'normalized layers with dropout and AdamW',
      {
        model: { dropout: 0.2, normalization: { kind: 'batch-normalization' } },
        training: { optimizer: { kind: 'adamw' } },
      },
    ],
    ['a recurrent network, whose loops have products', { model: { family: 'recurrent', steps: 4 } }],
    ['a convolutional network', { model: { family: 'convolutional', steps: 4 } }],
  ])('a run learns as well: %s', (_, { model, training }) => {
    const parts = { model: model ?? {}, training: training ?? {} };
    const exact = epochLosses(false, parts);
    const mixed = epochLosses(true, parts);
    expect(mixed, 'the products are really rounded').not.toEqual(exact);
    mixed.forEach((loss, epoch) => {
      expect(Math.abs(loss - (exact[epoch] as number)) / (exact[0] as number)).toBeLessThan(0.03);
    });
    expect(mixed.at(-1)).toBeLessThan(mixed[0] as number);
  });
});
