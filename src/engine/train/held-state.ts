// Keeps the tensors of the training state, replaces them step by step, and lends snapshots of the variables.
import type { Ops, Tensor } from '../../core/tensor';
import type { EpochMeans, Snapshot } from './executor';
import { type StateValues, sumNames } from './state';
import type { StepDefinition } from './step';

export interface HeldState {
  /** In the order of the layout. */
  readonly tensors: readonly Tensor[];
  /** Takes ownership of the next state and releases what is no longer used. */
  replace(next: readonly Tensor[]): void;
  zeroSums(): void;
  /** The epoch's sums divided by its rows. */
  means(rows: number): EpochMeans;
  snapshot(of?: 'variable' | 'average'): Snapshot;
  read(): StateValues;
  dispose(): void;
}

export function holdState(ops: Ops, { layout, network }: StepDefinition, values: StateValues): HeldState {
  let tensors: Tensor[] = layout.map(({ name, dtype, shape }) =>
    ops.tensor(values.get(name) as Float32Array, [...shape], dtype),
  );
  /** How many snapshots lend a tensor: it is released when neither the state nor a snapshot uses it. */
  const lent = new Map<Tensor, number>();
  const indexOf = (name: string) => layout.findIndex((entry) => entry.name === name);
  const sums = sumNames.map(indexOf);

  const replace = (next: readonly Tensor[]) => {
    const staying = new Set(next);
    for (const tensor of tensors) if (!staying.has(tensor) && !lent.has(tensor)) tensor.dispose();
    tensors = [...next];
  };
  const giveBack = (borrowed: readonly Tensor[]) => {
    for (const tensor of borrowed) {
      const left = (lent.get(tensor) ?? 0) - 1;
      if (left > 0) lent.set(tensor, left);
      else {
        lent.delete(tensor);
        if (!tensors.includes(tensor)) tensor.dispose();
      }
    }
  };
  return {
    get tensors() {
      return tensors;
    },
    replace,
    zeroSums: () => replace(tensors.map((tensor, i) => (sums.includes(i) ? ops.scalar(0) : tensor))),
    means(rows) {
      const mean = (at: number) => ((tensors[sums[at] as number] as Tensor).dataSync()[0] as number) / rows;
      const loss = mean(0);
      return { loss, lossNoise: Math.sqrt(Math.max(0, mean(1) - loss ** 2)), gradientNorm: mean(2) };
    },
    snapshot(of = 'variable') {
      const borrowed = network.variables.map(({ name }) => tensors[indexOf(`${of}/${name}`)] as Tensor);
      for (const tensor of borrowed) lent.set(tensor, (lent.get(tensor) ?? 0) + 1);
      let returned = false;
      return {
        tensors: borrowed,
        dispose() {
          if (!returned) giveBack(borrowed);
          returned = true;
        },
      };
    },
    read: () =>
      new Map(
        layout.map((entry, i) => [
          entry.name,
          (tensors[i] as Tensor).dataSync() as Float32Array | Int32Array,
        ]),
      ),
    dispose() {
      for (const tensor of tensors) if (!lent.has(tensor)) tensor.dispose();
      tensors = [];
    },
  };
}
