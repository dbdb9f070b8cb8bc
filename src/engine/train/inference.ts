// The network in evaluation mode as a pure function of tensors.
import type { LayerContext } from '../../core/choices/layers/layer';
import type { Network } from '../../core/choices/models/model';
import type { Ops, Tensor } from '../../core/tensor';

export type InferenceOptions = Pick<LayerContext, 'lookup' | 'recur'>;

/** x [rows, inputs] to raw output [rows, outputs]; variables in the order of `network.variables`. */
export function infer(
  ops: Ops,
  network: Network,
  variables: readonly Tensor[],
  x: Tensor,
  { lookup, recur }: InferenceOptions,
): Tensor {
  const byName = new Map(network.variables.map((variable, i) => [variable.name, variables[i] as Tensor]));
  const context: LayerContext = {
    training: false,
    variable: (name) => byName.get(name) as Tensor,
    update: () => notInTraining('update'),
    uniform: () => notInTraining('uniform'),
    normal: () => notInTraining('normal'),
    dial: () => notInTraining('dial'),
    lookup,
    ...(recur && { recur }),
  };
  return network.apply(ops, x, context);
}

function notInTraining(what: string): never {
  throw new Error(`A layer called ${what} outside training`);
}
