// Every TensorFlow op that Hone can write as ONNX. A further op is one entry in one of these tables.
import { elementwise } from './conversions/elementwise';
import { layout } from './conversions/layout';
import { logic } from './conversions/logic';
import { lookup } from './conversions/lookup';
import { matrices } from './conversions/matrices';
import { reductions } from './conversions/reductions';
import { slices } from './conversions/slices';
import type { OnnxTable } from './scope';

export const onnxTable: OnnxTable = {
  ...elementwise,
  ...logic,
  ...matrices,
  ...reductions,
  ...layout,
  ...slices,
  ...lookup,
};
