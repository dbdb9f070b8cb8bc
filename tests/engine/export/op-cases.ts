// One or more uses of every TensorFlow op that has an ONNX conversion.
import type { DataType } from '../../../src/engine/compile/graph';
import { attr, bool, fed, float, type Given, int, known, type OpCase } from './graphs';

const T = (dtype: DataType = 'float32') => attr.type('T', dtype);
const matrix = float([2, 3], [-2.5, -0.5, 0.25, 1.5, 2.5, 30]);
const positive = float([2, 3], [0.1, 0.5, 1, 1.5, 2.5, 3]);
const inner = float([2, 3], [-0.9, -0.5, -0.1, 0.2, 0.5, 0.9]);
const other = float([3], [0.5, -1.5, 2]);

const unary = (op: string, given: Given = matrix, attributes = [T()]): OpCase => ({
  op,
  operands: [fed(given)],
  attributes,
  output: { dtype: 'float32', shape: given.shape },
});

const binary = (
  op: string,
  left: Given = matrix,
  right: Given = other,
  dtype: DataType = left.dtype,
): OpCase => ({
  op,
  operands: [fed(left), fed(right)],
  attributes: [T(left.dtype)],
  output: { dtype, shape: left.shape },
});

const integers = int([2, 3], [-7, -4, 5, 6, 7, 8]);
const divisors = int([3], [2, -3, 4]);
const truths = bool([2, 3], [1, 0, 1, 0, 0, 1]);
const odd = float([2, 3], [Number.NaN, 1, -1, Number.POSITIVE_INFINITY, 0, Number.NEGATIVE_INFINITY]);

const arithmetic: OpCase[] = [
  ...[
    'Add',
    'AddV2',
    'Sub',
    'Mul',
    'Div',
    'RealDiv',
    'Maximum',
    'Minimum',
    'SquaredDifference',
    'FloorDiv',
    'FloorMod',
  ].map((op) => binary(op)),
  binary('Mod', positive, float([3], [0.4, 1.2, 2])),
  binary('Pow', positive, other),
  binary('DivNoNan', matrix, float([2, 3], [0, 1, 0, 2, 0, 3])),
  binary('FloorDiv', integers, divisors),
  binary('FloorMod', integers, divisors),
  binary('AddV2', integers, divisors),
  binary('BiasAdd'),
  {
    op: 'AddN',
    operands: [fed(matrix), fed(positive), fed(inner)],
    attributes: [attr.int('N', 3), T()],
    output: { dtype: 'float32', shape: [2, 3] },
  },
  {
    op: 'ClipByValue',
    operands: [fed(matrix), known(float([], [-1])), known(float([], [2]))],
    attributes: [T()],
    output: { dtype: 'float32', shape: [2, 3] },
  },
];

const functions: OpCase[] = [
  ...'Abs Neg Sign Ceil Floor Round Exp Expm1 Square Sin Cos Tan Atan Sinh Cosh Asinh Erf Relu Relu6 Elu Selu Sigmoid Tanh Softplus Identity StopGradient'
    .split(' ')
    .map((op) => unary(op)),
  ...'Log Log1p Sqrt Rsqrt Reciprocal'.split(' ').map((op) => unary(op, positive)),
  ...'Asin Acos Atanh'.split(' ').map((op) => unary(op, inner)),
  unary('Acosh', float([3], [1, 1.5, 8])),
  unary('LeakyRelu', matrix, [T(), attr.float('alpha', 0.3)]),
  ...['Softmax', 'LogSoftmax'].map((op) => unary(op)),
  { ...unary('Rint'), expected: [-2, -0, 0, 2, 2, 30] },
  { ...unary('Softsign', float([3], [-1, 0.25, 3])), expected: [-0.5, 0.2, 0.75] },
  ...['ZerosLike', 'OnesLike'].map((op) => unary(op, odd)),
];

const select = (op: string, condition: Given, yes: Given, no: Given): OpCase => ({
  op,
  operands: [fed(condition), fed(yes), fed(no)],
  attributes: [T(yes.dtype)],
  output: { dtype: yes.dtype, shape: yes.shape },
});
const cast = (from: Given, to: DataType): OpCase => ({
  op: 'Cast',
  operands: [fed(from)],
  attributes: [attr.type('SrcT', from.dtype), attr.type('DstT', to), attr.bool('Truncate', false)],
  output: { dtype: to, shape: from.shape },
});

const logic: OpCase[] = [
  ...'Equal NotEqual Greater GreaterEqual Less LessEqual'
    .split(' ')
    .map((op) => binary(op, positive, float([3], [0.1, 1, 3]), 'bool')),
  ...['LogicalAnd', 'LogicalOr'].map((op) => ({
    ...binary(op, truths, bool([2, 3], [1, 1, 0, 0, 1, 1])),
    attributes: [],
  })),
  { op: 'LogicalNot', operands: [fed(truths)], output: { dtype: 'bool', shape: [2, 3] } },
  ...['IsNan', 'IsInf', 'IsFinite'].map(
    (op): OpCase => ({
      op,
      operands: [fed(odd)],
      attributes: [T()],
      output: { dtype: 'bool', shape: [2, 3] },
    }),
  ),
  select('Select', truths, matrix, positive),
  select('SelectV2', truths, matrix, inner),
  select('SelectV2', truths, integers, int([2, 3], [1, 2, 3, 4, 5, 6])),
  select('Select', truths, bool([2, 3], [0, 1, 1, 0, 1, 0]), bool([2, 3], [1, 1, 0, 0, 1, 1])),
  cast(matrix, 'int32'),
  cast(matrix, 'bool'),
  cast(truths, 'float32'),
  cast(integers, 'float32'),
];

const tall = float([3, 2], [1, -2, 3, 4, -5, 6]);
const product = (
  op: string,
  [left, right]: readonly [Given, Given],
  [turnLeft, turnRight]: readonly [boolean, boolean],
  shape: number[],
): OpCase => {
  const names = op === 'MatMul' ? (['transpose_a', 'transpose_b'] as const) : (['adj_x', 'adj_y'] as const);
  return {
    op,
    operands: [fed(left), known(right)],
    attributes: [T(), attr.bool(names[0], turnLeft), attr.bool(names[1], turnRight)],
    output: { dtype: 'float32', shape },
  };
};
const stacked = float(
  [2, 2, 3],
  Array.from({ length: 12 }, (_, i) => i - 5),
);

const matrices: OpCase[] = [
  product('MatMul', [matrix, tall], [false, false], [2, 2]),
  product('MatMul', [matrix, positive], [false, true], [2, 2]),
  product('MatMul', [tall, float([3, 1], [1, 2, 3])], [true, false], [2, 1]),
  product('BatchMatMulV2', [stacked, tall], [false, false], [2, 2, 2]),
  product('BatchMatMulV2', [stacked, positive], [false, true], [2, 2, 2]),
  product('BatchMatMul', [stacked, float([2, 2, 1], [1, 2, 3, 4])], [true, false], [2, 3, 1]),
  {
    op: 'Einsum',
    operands: [fed(matrix), known(float([3, 2], [1, 2, 3, 4, 5, 6]))],
    attributes: [attr.int('N', 2), attr.string('equation', 'ab,bc->ca'), T()],
    output: { dtype: 'float32', shape: [2, 2] },
  },
  ...[
    [false, false],
    [true, false],
    [false, true],
  ].map(
    ([exclusive, reverse]): OpCase => ({
      op: 'Cumsum',
      operands: [fed(matrix), known(int([], [1]))],
      attributes: [T(), attr.bool('exclusive', exclusive === true), attr.bool('reverse', reverse === true)],
      output: { dtype: 'float32', shape: [2, 3] },
    }),
  ),
  ...[0, 1].map(
    (outputPlace): OpCase => ({
      op: 'TopKV2',
      operands: [fed(matrix), known(int([], [2]))],
      attributes: [T(), attr.bool('sorted', true)],
      output: { dtype: outputPlace === 0 ? 'float32' : 'int32', shape: [2, 2] },
      outputPlace,
      outputs: [
        { dtype: 'float32', shape: [2, 2] },
        { dtype: 'int32', shape: [2, 2] },
      ],
    }),
  ),
];

const reduce = (op: string, given: Given, axes: number[], keep: boolean, shape: number[]): OpCase => ({
  op,
  operands: [fed(given), known(int([axes.length], axes))],
  attributes: [
    ...(given.dtype === 'bool' ? [] : [T(given.dtype)]),
    attr.type('Tidx', 'int32'),
    attr.bool('keep_dims', keep),
  ],
  output: { dtype: given.dtype, shape },
});

const reductions: OpCase[] = [
  ...['Sum', 'Mean', 'Max', 'Min', 'Prod'].flatMap((op) => [
    reduce(op, matrix, [1], true, [2, 1]),
    reduce(op, matrix, [0], false, [3]),
    reduce(op, matrix, [0, 1], false, []),
    reduce(op, matrix, [], false, [2, 3]),
  ]),
  reduce('Sum', integers, [1], true, [2, 1]),
  ...['All', 'Any'].map((op) => reduce(op, truths, [1], false, [2])),
  ...['ArgMax', 'ArgMin'].map(
    (op): OpCase => ({
      op,
      operands: [fed(float([2, 3], [1, 5, 5, 4, -2, 4])), known(int([], [1]))],
      attributes: [T(), attr.type('Tidx', 'int32'), attr.type('output_type', 'int32')],
      output: { dtype: 'int32', shape: [2] },
    }),
  ),
];

const shaped = (
  op: string,
  operands: OpCase['operands'],
  attributes: OpCase['attributes'],
  shape: number[],
): OpCase => ({
  op,
  operands,
  attributes: attributes ?? [],
  output: { dtype: 'float32', shape },
});
const index = attr.type('Tidx', 'int32');

const layout: OpCase[] = [
  shaped('Reshape', [fed(matrix), known(int([2], [3, -1]))], [T(), attr.type('Tshape', 'int32')], [3, 2]),
  shaped('ExpandDims', [fed(matrix), known(int([], [1]))], [T(), attr.type('Tdim', 'int32')], [2, 1, 3]),
  shaped('ExpandDims', [fed(matrix), known(int([], [-1]))], [T(), attr.type('Tdim', 'int32')], [2, 3, 1]),
  shaped('Squeeze', [fed(float([2, 1, 1], [4, 5]))], [T(), attr.ints('squeeze_dims', [1])], [2, 1]),
  shaped('Transpose', [fed(matrix), known(int([2], [1, 0]))], [T(), attr.type('Tperm', 'int32')], [3, 2]),
  shaped(
    'ConcatV2',
    [fed(matrix), fed(positive), known(int([], [1]))],
    [attr.int('N', 2), T(), index],
    [2, 6],
  ),
  shaped('Pack', [fed(matrix), fed(positive)], [attr.int('N', 2), T(), attr.int('axis', 1)], [2, 2, 3]),
  {
    ...shaped('Unpack', [fed(matrix)], [attr.int('num', 3), T(), attr.int('axis', 1)], [2]),
    outputPlace: 1,
    outputs: Array.from({ length: 3 }, () => ({ dtype: 'float32', shape: [2] }) as const),
  },
  shaped('BroadcastTo', [fed(other), known(int([2], [2, 3]))], [T(), index], [2, 3]),
  shaped('Tile', [fed(matrix), known(int([2], [2, 1]))], [T(), attr.type('Tmultiples', 'int32')], [4, 3]),
  shaped(
    'Fill',
    [known(int([2], [2, 2])), fed(float([], [7]))],
    [T(), attr.type('index_type', 'int32')],
    [2, 2],
  ),
  {
    op: 'Shape',
    operands: [fed(matrix)],
    attributes: [T(), attr.type('out_type', 'int32')],
    output: { dtype: 'int32', shape: [2] },
  },
  shaped(
    'Range',
    [known(float([], [1])), known(float([], [4])), known(float([], [1]))],
    [attr.type('Tidx', 'float32')],
    [3],
  ),
  shaped(
    'Pad',
    [fed(matrix), known(int([2, 2], [1, 0, 0, 2]))],
    [T(), attr.type('Tpaddings', 'int32')],
    [3, 5],
  ),
  shaped(
    'PadV2',
    [fed(matrix), known(int([2, 2], [0, 1, 1, 0])), known(float([], [9]))],
    [T(), attr.type('Tpaddings', 'int32')],
    [3, 4],
  ),
];

const masks = (begin: number, end: number, shrink: number) => [
  T(),
  attr.type('Index', 'int32'),
  attr.int('begin_mask', begin),
  attr.int('end_mask', end),
  attr.int('ellipsis_mask', 0),
  attr.int('new_axis_mask', 0),
  attr.int('shrink_axis_mask', shrink),
];
const strided = (
  begin: number[],
  end: number[],
  strides: number[],
  attributes: OpCase['attributes'],
  shape: number[],
) =>
  shaped(
    'StridedSlice',
    [fed(matrix), ...[begin, end, strides].map((list) => known(int([list.length], list)))],
    attributes,
    shape,
  );

const slices: OpCase[] = [
  shaped(
    'Slice',
    [fed(matrix), known(int([2], [0, 1])), known(int([2], [-1, 2]))],
    [T(), attr.type('Index', 'int32')],
    [2, 2],
  ),
  strided([0, 1], [2, 3], [1, 1], masks(0, 0, 0), [2, 2]),
  strided([0, 1], [0, 0], [1, 1], masks(0, 3, 0), [2, 2]),
  { ...strided([1, 2], [2, 0], [1, -1], masks(0, 2, 1), [3]), expected: [30, 2.5, 1.5] },
  strided([0, -1], [2, 0], [1, 1], masks(0, 0, 2), [2]),
  ...[0, 1].map(
    (outputPlace): OpCase => ({
      ...shaped(
        'SplitV',
        [fed(matrix), known(int([2], [1, 2])), known(int([], [1]))],
        [],
        [2, outputPlace + 1],
      ),
      attributes: [attr.int('num_split', 2), T(), attr.type('Tlen', 'int32')],
      outputPlace,
      outputs: [
        { dtype: 'float32', shape: [2, 1] },
        { dtype: 'float32', shape: [2, 2] },
      ],
    }),
  ),
  {
    ...shaped('Split', [known(int([], [1])), fed(matrix)], [attr.int('num_split', 3), T()], [2, 1]),
    outputPlace: 2,
    outputs: Array.from({ length: 3 }, () => ({ dtype: 'float32', shape: [2, 1] }) as const),
  },
  shaped('ReverseV2', [fed(matrix), known(int([1], [1]))], [T(), index], [2, 3]),
];

const lookups: OpCase[] = [
  shaped(
    'GatherV2',
    [known(matrix), fed(int([3], [1, 0, 1])), known(int([], [0]))],
    [
      attr.int('batch_dims', 0),
      attr.type('Tparams', 'float32'),
      attr.type('Tindices', 'int32'),
      attr.type('Taxis', 'int32'),
    ],
    [3, 3],
  ),
  shaped(
    'Gather',
    [known(matrix), fed(int([2], [1, 0]))],
    [attr.type('Tparams', 'float32'), attr.type('Tindices', 'int32')],
    [2, 3],
  ),
  shaped(
    'GatherNd',
    [known(matrix), fed(int([2, 2], [1, 0, 0, 2]))],
    [attr.type('Tparams', 'float32'), attr.type('Tindices', 'int32')],
    [2],
  ),
  shaped(
    'OneHot',
    [fed(int([4], [0, -1, 2, 3])), known(int([], [3])), known(float([], [1])), known(float([], [0]))],
    [attr.int('axis', -1), T(), attr.type('TI', 'int32')],
    [4, 3],
  ),
];

export const opCases: readonly OpCase[] = [
  ...arithmetic,
  ...functions,
  ...logic,
  ...matrices,
  ...reductions,
  ...layout,
  ...slices,
  ...lookups,
];
