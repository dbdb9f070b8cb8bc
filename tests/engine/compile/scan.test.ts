// Functions within a recorded graph, and loops over time made of them.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Tensor } from '../../../src/core/tensor';
import type { TracedGraph } from '../../../src/engine/compile/graph';
import { recordedFunctions } from '../../../src/engine/compile/graph-messages';
import { loadProgram } from '../../../src/engine/compile/program';
import { scanGraph } from '../../../src/engine/compile/scan';
import { recordingOn, TraceError, trace } from '../../../src/engine/compile/tracer';
import type { NativeBackend } from '../../../src/engine/runtime/binding';
import type { Runtime } from '../../../src/engine/runtime/runtime';
import { hasNative, openNativeRuntime } from '../native-runtime';

const row = { dtype: 'float32', shape: [2] } as const;

describe.skipIf(!hasNative)('nested functions (need native TensorFlow)', () => {
  let runtime: Runtime & { native: NativeBackend };
  beforeAll(async () => {
    runtime = (await openNativeRuntime()) as typeof runtime;
  });

  /** Records `compute` on one input [2] and runs the result on [1, 10]. */
  function traceOne(compute: (x: Tensor) => Tensor): { graph: TracedGraph; run(xla: boolean): number[] } {
    const { ops, native } = runtime;
    const x = ops.tensor1d([3, 4]);
    const graph = trace(ops, native, [{ name: 'x', tensor: x }], () => [{ name: 'y', tensor: compute(x) }]);
    x.dispose();
    const run = (xla: boolean) => runGraph(graph, [ops.tensor1d([1, 10])], xla)[0] as number[];
    return { graph, run };
  }

  function runGraph(graph: TracedGraph, inputs: Tensor[], xla: boolean): number[][] {
    const { inputs: types, outputs } = graph;
    const program = loadProgram(runtime.native, recordedFunctions('main', graph), [
      { name: 'main', inputs: types, outputs, xla },
    ]);
    const results = program.run('main', inputs).map((tensor) => {
      const values = Array.from(tensor.dataSync());
      tensor.dispose();
      return values;
    });
    program.dispose();
    for (const tensor of inputs) tensor.dispose();
    return results;
  }

  it('a node calls a function that was recorded apart', () => {
    const { ops, native } = runtime;
    const { graph, run } = traceOne((x) => {
      const recording = recordingOn(native)!;
      const apart = recording.traceApart([row], ([a]) => [ops.mul(ops.add(a as Tensor, 1), 2)]);
      expect(apart.nodes.filter((node) => node.kind === 'op').map((node) => node.op)).toEqual(['Add', 'Mul']);
      const [y] = recording.addNode(
        'PartitionedCall',
        [
          { name: 'Tin', kind: 'types', value: ['float32'] },
          { name: 'Tout', kind: 'types', value: ['float32'] },
          { name: 'f', kind: 'function', value: recording.addFunction(apart) },
        ],
        [x],
        [row],
      );
      // While recording it is a stand-in of zeros.
      return ops.add(y as Tensor, 0.5);
    });
    expect(graph.functions).toHaveLength(1);
    expect(graph.nodes.filter((node) => node.kind === 'op').map((node) => node.op)).toEqual([
      'PartitionedCall',
      'Add',
    ]);
    expect([run(false), run(true)]).toEqual([
      [4.5, 22.5],
      [4.5, 22.5],
    ]);
  });

  it('a function may use nothing but its arguments, and the recording goes on behind a fault', () => {
    const { ops, native } = runtime;
    const { run } = traceOne((x) => {
      const recording = recordingOn(native)!;
      expect(() => recording.traceApart([row], ([a]) => [ops.add(a as Tensor, x)])).toThrow(TraceError);
      return ops.add(x, 1);
    });
    expect(run(false)).toEqual([2, 11]);
    expect(recordingOn(native)).toBeNull();
  });

  /** (x, sum, factor) to (sum + x·factor), giving out the sum before. */
  function runningSum(reverse: boolean, steps: number): TracedGraph {
    const { ops, native } = runtime;
    let loop: TracedGraph | undefined;
    traceOne((x) => {
      const step = recordingOn(native)!.traceApart([row, row, { dtype: 'float32', shape: [] }], (given) => {
        const [x, sum, factor] = given as [Tensor, Tensor, Tensor];
        return [ops.add(sum, ops.mul(x, factor)), sum];
      });
      loop = scanGraph({ steps, reverse, step, slices: 1, carries: 1 });
      return ops.add(x, 0);
    });
    return loop as TracedGraph;
  }

  it.each([false, true])('a loop gives the last carry and every piece (XLA: %s)', (xla) => {
    const { ops } = runtime;
    const inputs = () => [
      ops.tensor2d([
        [1, 10],
        [2, 20],
        [3, 30],
      ]),
      ops.tensor1d([100, 0]),
      ops.scalar(2),
    ];
    expect(runGraph(runningSum(false, 3), inputs(), xla)).toEqual([
      [112, 120],
      [100, 0, 102, 20, 106, 60],
    ]);
    expect(runGraph(runningSum(true, 3), inputs(), xla)).toEqual([
      [112, 120],
      [110, 100, 106, 60, 100, 0],
    ]);
  });
});
