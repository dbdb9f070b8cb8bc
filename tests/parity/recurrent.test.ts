// Recurrent layers equal Keras 3's: outputs of all steps and of the last, and the gradients of inputs and weights.
import { beforeAll, expect, test } from 'vitest';
import { cells } from '../../src/core/choices/cells';
import type { Cell } from '../../src/core/choices/cells/cell';
import { createChoice } from '../../src/core/choices/choice';
import { recurrent } from '../../src/core/choices/layers/recurrent';
import { sequential } from '../../src/core/choices/models/model';
import { initialVariables, layerContext } from '../core/choices/layer-context';
import { expectClose, type Nested, readGolden, tf } from './ops';

interface Case {
  kind: string;
  bidirectional: boolean;
  units: number[];
  returns: 'last' | 'sequence';
  x: Nested;
  y: Nested;
  slope: Nested;
  weights: Nested[];
  xGradient: Nested;
  gradients: Nested[];
}

const golden = readGolden<{ steps: number; features: number; cases: Case[]; firstBias: number[] }>(
  'recurrent',
);

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const none = () => new Float32Array(0);

function cellOf(kind: string): Cell {
  return createChoice<Cell>(cells, cells.find((cell) => cell.kind === kind)!.schema.parse({ kind }));
}

/** Keras puts an LSTM's candidate before its output gate, and the two biases of a GRU into one matrix. */
function fromKeras(kind: string, values: Nested): tf.Tensor[] {
  const tensor = tf.tensor(values as number[][]);
  if (kind === 'lstm') {
    const [write, keep, candidate, read] = tf.split(tensor, 4, -1) as [
      tf.Tensor,
      tf.Tensor,
      tf.Tensor,
      tf.Tensor,
    ];
    return [tf.concat([write, keep, read, candidate], -1)];
  }
  return kind === 'gru' && tensor.shape[0] === 2 ? tf.unstack(tensor) : [tensor];
}

test.each(golden.cases)('$kind $units, bidirectional: $bidirectional, $returns', (given) => {
  const { kind, bidirectional, units, returns } = given;
  const { steps, features } = golden;
  const layers = units.map((count, i) =>
    recurrent(`r${i}`, {
      ...{ cell: cellOf(kind), title: kind, steps, units: count, bidirectional },
      features: units[i - 1] ?? features,
      returns: i < units.length - 1 ? 'sequence' : returns,
      initializer: none,
      recurrentInitializer: none,
      inputsLearn: true,
    }),
  );
  const network = sequential(layers);
  const weights = given.weights.flatMap((values) => fromKeras(kind, values));
  expect(weights.map(({ shape }) => shape)).toEqual(network.variables.map(({ shape }) => shape));
  const run = (x: tf.Tensor, ...values: tf.Tensor[]) => {
    const variables = Object.fromEntries(network.variables.map(({ name }, i) => [name, values[i]!]));
    return network.apply(tf, x, layerContext({ training: true, variables }));
  };
  const flat = (values: Nested) => {
    const tensor = tf.tensor(values as number[][]);
    return tensor.reshape([tensor.shape[0] as number, -1]);
  };
  const x = flat(given.x);
  const y = run(x, ...weights);
  expect(y.shape[1]).toBe(layers.at(-1)!.width);
  expectClose(y, given.y, 1e-5, 2e-6);
  const [xGradient, ...gradients] = tf.grads((...inputs: tf.Tensor[]) =>
    tf.sum(tf.mul(run(...(inputs as [tf.Tensor])), flat(given.slope))),
  )([x, ...weights]) as [tf.Tensor, ...tf.Tensor[]];
  expectClose(xGradient, given.xGradient, 2e-5, 5e-6);
  const wanted = given.gradients.flatMap((values) => fromKeras(kind, values));
  gradients.forEach((gradient, i) => expectClose(gradient, wanted[i]!.arraySync() as Nested, 2e-5, 1e-5));
});

test('every cell is compared', () => {
  expect(new Set(golden.cases.map(({ kind }) => kind))).toEqual(new Set(cells.map(({ kind }) => kind)));
});

test('the first bias of an LSTM is that of Keras', () => {
  const layer = recurrent('r', {
    ...{ cell: cellOf('lstm'), title: 'LSTM', steps: 2, features: 3, units: 2 },
    bidirectional: false,
    returns: 'last',
    initializer: none,
    recurrentInitializer: none,
    inputsLearn: false,
  });
  const bias = layer.variables.filter(({ name }) => name === 'r/bias');
  const [wanted] = fromKeras('lstm', golden.firstBias);
  expectClose(initialVariables(bias)['r/bias']!, wanted!.arraySync() as number[]);
});
