// A traced graph loses the number of rows it was traced with, or the op that holds on to it is named.
import { describe, expect, it } from 'vitest';
import type { TracedGraph, ValueRef } from '../../../src/engine/compile/graph';
import { emitOnnx } from '../../../src/engine/export/onnx/emit';
import type { ExportGraph, FreeGraph } from '../../../src/engine/export/export-graph';
import { freeRows, rowsToTrace } from '../../../src/engine/export/free-rows';
import { attr, float, type Given, int, tracedGraph } from './graphs';
import { openOnnx, openTfjs, runOnnx, runTfjs } from './runtimes';

const ROWS = rowsToTrace(3);
const x: ValueRef = { node: 'numbers', output: 0 };
const type = (...shape: number[]) => ({ dtype: 'float32', shape }) as const;
const start = () => tracedGraph([{ name: 'numbers', dtype: 'float32', shape: [ROWS, 3] }]);
const T = attr.type('T', 'float32');

/** The freed graph as a model of its own. */
function toModel({ inputs, nodes, output }: FreeGraph): ExportGraph {
  const placeholders = inputs.map(({ name, dtype, shape }) => ({
    kind: 'op' as const,
    name,
    op: 'Placeholder',
    inputs: [],
    attributes: [attr.type('dtype', dtype), { name: 'shape', kind: 'shape', value: shape } as const],
    outputs: [{ dtype, shape }],
  }));
  return {
    inputs: inputs.map((input) => ({ ...input, node: input.name })),
    nodes: [...placeholders, ...nodes],
    outputs: [{ name: 'result', ...output }],
  };
}

const two = float([2, 3], [1, 2, 3, 4, 5, 6]);
async function runBoth(traced: TracedGraph, numbers: Given = two): Promise<(number | string)[]> {
  const model = toModel(freeRows(traced));
  const answer = await runTfjs(await openTfjs(), model, { numbers });
  const onnx = openOnnx();
  if (onnx) {
    const { result } = await runOnnx(onnx, emitOnnx(model), { numbers });
    expect(Array.from(result?.data as ArrayLike<number>)).toEqual(answer);
  }
  return answer;
}

describe('freeRows', () => {
  it('lets Reshape find the rows', async () => {
    const build = start();
    const shape = build.constant(int([2], [3 * ROWS, 1]));
    const ref = build.op('Reshape', [x, shape], type(3 * ROWS, 1), [T, attr.type('Tshape', 'int32')]);
    expect(await runBoth(build.finish(ref, type(3 * ROWS, 1)))).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('lets Slice go on to the last row', async () => {
    const build = start();
    const ref = build.op(
      'Slice',
      [x, build.constant(int([2], [0, 1])), build.constant(int([2], [ROWS, 1]))],
      type(ROWS, 1),
      [T, attr.type('Index', 'int32')],
    );
    expect(await runBoth(build.finish(ref, type(ROWS, 1)))).toEqual([2, 5]);
  });

  it.each([
    ['Tile', [1, 3], [ROWS, 1], [7, 8, 9, 7, 8, 9]],
    ['Tile', [1, 3], [2 * ROWS, 1], [7, 8, 9, 7, 8, 9, 7, 8, 9, 7, 8, 9]],
    ['BroadcastTo', [1, 3], [ROWS, 3], [7, 8, 9, 7, 8, 9]],
  ])('counts the rows for %s', async (op, given, sizes, expected) => {
    const build = start();
    const shape = op === 'Tile' ? type(sizes[0] as number, 3) : type(...sizes);
    const ref = build.op(
      op,
      [build.constant(float(given, [7, 8, 9])), build.constant(int([2], sizes))],
      shape,
      [T, attr.type(op === 'Tile' ? 'Tmultiples' : 'Tidx', 'int32')],
    );
    expect(await runBoth(build.finish(ref, shape))).toEqual(expected);
  });

  it('counts the rows for Fill', async () => {
    const build = start();
    const fill = build.op(
      'Fill',
      [build.constant(int([2], [ROWS, 1])), build.constant(float([], [4]))],
      type(ROWS, 1),
      [T, attr.type('index_type', 'int32')],
    );
    expect(await runBoth(build.finish(fill, type(ROWS, 1)))).toEqual([4, 4]);
  });

  it('makes a column of width 0 from the rows', async () => {
    const build = tracedGraph([
      { name: 'codes', dtype: 'float32', shape: [ROWS, 0] },
      { name: 'numbers', dtype: 'float32', shape: [ROWS, 3] },
    ]);
    const axis = build.constant(int([], [1]));
    const ref = build.op('ConcatV2', [{ node: 'codes', output: 0 }, x, axis], type(ROWS, 3), [
      attr.int('N', 2),
      T,
      attr.type('Tidx', 'int32'),
    ]);
    const traced = build.finish(ref, type(ROWS, 3));
    expect(freeRows(traced).inputs.map((input) => input.name)).toEqual(['numbers']);
    expect(await runBoth(traced)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('keeps weights that happen to equal the number of rows', () => {
    const build = start();
    const ref = build.op('Mul', [x, build.constant(float([3], [ROWS, 0, 1]))], type(ROWS, 3), [T]);
    expect(freeRows(build.finish(ref, type(ROWS, 3))).nodes).toHaveLength(2);
  });

  it('drops what the output does not need', () => {
    const build = start();
    build.op('Neg', [x], type(ROWS, 3), [T]);
    const ref = build.op('Abs', [x], type(ROWS, 3), [T]);
    const { nodes } = freeRows(build.finish(ref, type(ROWS, 3)));
    expect(nodes.map((node) => (node.kind === 'op' ? node.op : node.kind))).toEqual(['Abs']);
  });

  it.each<[string, (build: ReturnType<typeof start>) => ValueRef]>([
    ['GatherV2', (build) => build.op('GatherV2', [x, build.constant(int([1], [ROWS])), x], type(1, 3))],
    [
      'AddV2',
      (build) => build.op('AddV2', [x, build.constant(float([ROWS, 1], Array(ROWS).fill(0)))], type(ROWS, 3)),
    ],
    ['Unpack', (build) => build.op('Unpack', [x], type(3), [attr.int('num', ROWS)])],
    [
      'Slice',
      (build) =>
        build.op(
          'Slice',
          [x, build.constant(int([2], [1, 0])), build.constant(int([2], [ROWS, 3]))],
          type(ROWS, 3),
        ),
    ],
  ])('names %s where it is tied to the rows', (op, use) => {
    const build = start();
    const ref = use(build);
    expect(() => freeRows(build.finish(ref, type(ROWS, 3)))).toThrow(
      expect.objectContaining({ code: 'export-unsupported', message: expect.stringContaining(op) }),
    );
  });
});

describe('rowsToTrace', () => {
  it('gives a prime above every size of the model', () => {
    expect(rowsToTrace(10)).toBe(1009);
    expect(rowsToTrace(1009)).toBe(1013);
    expect(rowsToTrace(8192)).toBe(8209);
  });

  it('is asked for', () => {
    const build = tracedGraph([{ name: 'numbers', dtype: 'float32', shape: [64, 3] }]);
    expect(() => freeRows(build.finish(x, type(64, 3)))).toThrow('rowsToTrace');
  });
});
