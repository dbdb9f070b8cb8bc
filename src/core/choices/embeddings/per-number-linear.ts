// A small dense layer for each number by itself, which several number embeddings end with.
import type { Initializer } from '../initializers/initializer';
import { uniformWithin } from '../initializers/uniform-within';
import type { VariableSpec } from '../layers/layer';
import type { Ops, Tensor } from '../../tensor';

export interface PerNumberLinear {
  variables: readonly VariableSpec[];
  /** x [rows, numbers, inputs] to [rows, numbers, outputs]. */
  apply(ops: Ops, x: Tensor, variable: (name: string) => Tensor): Tensor;
}

/** Uniform in ±limit. */
export const uniformUpTo =
  (limit: number): Initializer =>
  ({ shape, random }) =>
    uniformWithin(shape, limit, random);

/** What the variables of an embedding have in common: not penalized, as in TabM and RealMLP. */
export function embeddingVariable(
  name: string,
  shape: readonly number[],
  initializer: Initializer,
  rateFactor: number,
): VariableSpec {
  const [numbers, size] = [shape[0] as number, shape.at(-1) as number];
  const fan = { fanIn: numbers, fanOut: size, trainable: true, regularized: false };
  return { ...fan, name, shape, initializer, ...(rateFactor !== 1 && { rateFactor }) };
}

/** Weights and biases of each number, uniform in ±1/√inputs. Source: NLinear of rtdl_num_embeddings. */
export function perNumberLinear(
  name: string,
  { numbers, inputs, outputs, rateFactor }: Record<'numbers' | 'inputs' | 'outputs' | 'rateFactor', number>,
): PerNumberLinear {
  const start = uniformUpTo(1 / Math.sqrt(inputs));
  const weights = embeddingVariable(`${name}/weights`, [numbers, inputs, outputs], start, rateFactor);
  const biases = embeddingVariable(`${name}/biases`, [numbers, outputs], start, rateFactor);
  return {
    variables: [weights, biases],
    apply(ops, x, variable) {
      // Numbers first, so that it is one matrix product for each of them.
      const byNumber = ops.transpose(x, [1, 0, 2]);
      const sums = ops.transpose(ops.matMul(byNumber, variable(weights.name)), [1, 0, 2]);
      return ops.add(sums, variable(biases.name));
    },
  };
}
