// The first steps of an exported model: one input per column, brought to the centred numbers and codes of the preparation.
import { whyNotExportable } from '../../core/preparation/exportable';
import type { CategoryFeature, NumberFeature, Preparation } from '../../core/preparation/preparation';
import type { DataType, ValueRef, ValueType } from '../compile/graph';
import type { ExportInput } from './export-graph';
import { type GraphBuilder, integerOf, typeOf } from './graph-builder';

/** How a format takes raw columns. */
export interface RawForm {
  /** Type of number inputs. Offsets are subtracted in it, so float64 where the format has it. */
  number: 'float64' | 'float32';
  /** Whether categories come as texts and labels leave as texts; else both are int32 places in their lists. */
  texts: boolean;
  /** What the inputs are called, for the columns' names in order. */
  inputNames(columns: readonly string[]): string[];
  /** Texts [rows, 1] to codes [rows, 1] int32, −1 where the text is none of `categories`. */
  encode(builder: GraphBuilder, name: string, text: ValueRef, categories: readonly string[]): ValueRef;
}

export interface PreparedColumns {
  inputs: readonly ExportInput[];
  /** What stands for the inputs `numbers` and `codes` of the inference graph. */
  values: ReadonlyMap<string, ValueRef>;
}

/** Node of the centred numbers [rows, numbers] float32; a caller that has them may feed it. */
export const CENTRED = 'prepare/centred';

export function prepareColumns(
  builder: GraphBuilder,
  preparation: Preparation,
  form: RawForm,
): PreparedColumns {
  const fault = whyNotExportable(preparation);
  if (fault) throw fault;
  const { numbers, categories } = preparation;
  const values = new Map<string, ValueRef>();
  const names = form.inputNames([...numbers, ...categories].map((feature) => feature.name));
  const inputs = names.map((name, i) =>
    i < numbers.length
      ? columnInput(builder, name, `input/number-${i}`, form.number)
      : columnInput(builder, name, `input/category-${i - numbers.length}`, form.texts ? 'string' : 'int32'),
  );
  const numberInputs = inputs.slice(0, numbers.length);
  const categoryInputs = inputs.slice(numbers.length);
  if (numbers.length > 0) values.set('numbers', centre(builder, numbers, numberInputs, form));
  if (categories.length > 0) values.set('codes', encode(builder, categories, categoryInputs, form));
  return { inputs, values };
}

function columnInput(builder: GraphBuilder, name: string, node: string, dtype: DataType): ExportInput {
  const shape = [-1, 1];
  builder.op(node, 'Placeholder', [], { dtype, shape }, [
    { name: 'dtype', kind: 'type', value: dtype },
    { name: 'shape', kind: 'shape', value: shape },
  ]);
  return { name, node, dtype, shape };
}

function centre(
  builder: GraphBuilder,
  features: readonly NumberFeature[],
  inputs: readonly ExportInput[],
  { number }: RawForm,
): ValueRef {
  const width = features.length;
  const type = { dtype: number, shape: [-1, width] } as const;
  const raw = concatenate(builder, 'prepare/numbers', inputs.map(refOf), number);
  const list = features.map((feature) => feature.offset);
  const offsets = builder.constant(
    'prepare/offsets',
    { dtype: number, shape: [1, width] },
    number === 'float64' ? Float64Array.from(list) : Float32Array.from(list),
  );
  const difference = builder.op('prepare/difference', 'Sub', [raw, offsets], type, [typeOf('T', number)]);
  if (number === 'float32') return knownOrNaN(builder, CENTRED, raw, difference, type);
  const centred = knownOrNaN(builder, 'prepare/known-or-missing', raw, difference, type);
  return builder.op(CENTRED, 'Cast', [centred], { dtype: 'float32', shape: [-1, width] }, [
    typeOf('SrcT', number),
    typeOf('DstT', 'float32'),
    { name: 'Truncate', kind: 'bool', value: false },
  ]);
}

/** An infinite number counts as missing, as it does in training. */
function knownOrNaN(
  builder: GraphBuilder,
  name: string,
  raw: ValueRef,
  value: ValueRef,
  type: ValueType,
): ValueRef {
  const T = typeOf('T', type.dtype);
  const known = builder.op('prepare/known', 'IsFinite', [raw], { dtype: 'bool', shape: type.shape }, [T]);
  const width = type.shape[1] as number;
  const gap = builder.constant(
    'prepare/gap',
    { dtype: type.dtype, shape: [1, width] },
    new (type.dtype === 'float64' ? Float64Array : Float32Array)(width).fill(Number.NaN),
  );
  return builder.op(name, 'SelectV2', [known, value, gap], type, [T]);
}

function encode(
  builder: GraphBuilder,
  features: readonly CategoryFeature[],
  inputs: readonly ExportInput[],
  form: RawForm,
): ValueRef {
  const codes = inputs.map((input, i) => {
    const ref = refOf(input);
    if (!form.texts) return ref;
    return form.encode(builder, `prepare/category-${i}`, ref, (features[i] as CategoryFeature).categories);
  });
  return concatenate(builder, 'prepare/codes', codes, 'int32');
}

const refOf = (input: ExportInput): ValueRef => ({ node: input.node, output: 0 });

/** Columns [rows, 1] side by side. TensorFlow refuses to concatenate a single tensor. */
function concatenate(
  builder: GraphBuilder,
  name: string,
  parts: readonly ValueRef[],
  dtype: DataType,
): ValueRef {
  if (parts.length === 1) return parts[0] as ValueRef;
  const axis = builder.constant(`${name}/axis`, { dtype: 'int32', shape: [] }, Int32Array.of(1));
  return builder.op(name, 'ConcatV2', [...parts, axis], { dtype, shape: [-1, parts.length] }, [
    integerOf('N', parts.length),
    typeOf('T', dtype),
    typeOf('Tidx', 'int32'),
  ]);
}
