// The ops of @tensorflow/tfjs-converter 4.22 that a prediction may use. A test holds this list against the converter's own.

/** TensorFlow ops that `tf.loadGraphModel` can run without control flow. */
export const tfjsOps: ReadonlySet<string> = new Set(
  `Abs Acos Acosh Add AddN AddV2 All Any ArgMax ArgMin Asin Asinh Atan Atan2 Atanh BatchMatMul BatchMatMulV2 BiasAdd
  BroadcastTo Cast Ceil ClipByValue ConcatV2 Cos Cosh Cumprod Cumsum Div DivNoNan Einsum Elu Equal Erf Exp ExpandDims
  Expm1 Fill Floor FloorDiv FloorMod Gather GatherNd GatherV2 Greater GreaterEqual Identity IsFinite IsInf IsNan
  LeakyRelu Less LessEqual Log Log1p LogSoftmax LogicalAnd LogicalNot LogicalOr MatMul Max Maximum Mean Min Minimum
  Mod Mul Neg NotEqual OneHot OnesLike Pack Pad PadV2 Placeholder Pow Prelu Prod Range RealDiv Reciprocal Relu Relu6
  Reshape ReverseV2 Round Rsqrt Select SelectV2 Selu Shape Sigmoid Sign Sin Sinh Slice Softmax Softplus Split SplitV
  Sqrt Square SquaredDifference Squeeze StopGradient StridedSlice Sub Sum Tan Tanh Tile TopKV2 Transpose Unpack
  ZerosLike`.split(/\s+/),
);
