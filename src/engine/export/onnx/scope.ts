// What a conversion from one TensorFlow op to ONNX operators may read and add.
import { HoneError } from '../../../core/errors';
import type { DataType, OpNode, ValueType } from '../../compile/graph';
import type { ExportConstant } from '../export-graph';
import type { OnnxAttribute, OnnxType } from './messages';

export interface AddOptions {
  attributes?: readonly OnnxAttribute[];
  outputs?: number;
  domain?: string;
}

/** One TensorFlow op on its way to ONNX. Values are named by strings; inputs count from 0. */
export interface OnnxScope {
  node: OpNode;
  /** How many inputs the op has. */
  inputCount: number;
  input(place: number): string;
  type(place: number): ValueType;
  /** The numbers of an input that must be known now, such as axes. Throws `export-unsupported` if it is computed. */
  known(place: number): number[];
  /** The texts of a constant input. */
  knownTexts(place: number): readonly string[];
  /** An int32 input as int64, as ONNX wants shapes. */
  int64(place: number): string;
  flag(name: string): boolean;
  integer(name: string, fallback: number): number;
  /** The attribute of that name, if the op has it. */
  find(name: string): OpNode['attributes'][number] | undefined;
  /** Adds an ONNX operator; returns its outputs. */
  addAll(op: string, inputs: readonly string[], options?: AddOptions): string[];
  /** Adds an ONNX operator; returns its first output. */
  add(op: string, inputs: readonly string[], options?: AddOptions): string;
  /** A constant list of int64. */
  integers(values: readonly number[]): string;
  /** A constant of one number. */
  scalar(dtype: DataType, value: number): string;
  constant(
    dtype: OnnxType,
    shape: readonly number[],
    values: ExportConstant['values'] | BigInt64Array,
  ): string;
  cast(value: string, to: OnnxType): string;
  /** The error for a use of this op that ONNX cannot express. */
  unsupported(detail: string): HoneError;
}

/** The names of the op's outputs, in order; a single name stands for a list of one. */
export type OnnxConversion = (scope: OnnxScope) => string | readonly string[];

/** A conversion for each TensorFlow op. */
export type OnnxTable = Readonly<Record<string, OnnxConversion>>;

/** The error for an op, or a use of it, that has no ONNX form. */
export function notInOnnx(op: string, detail: string): HoneError {
  return new HoneError(
    'export-unsupported',
    `The op ${op} of this model cannot be written as ONNX: ${detail}.`,
    {
      fix: 'Export as SavedModel, which holds every op, or train without the layer or step that uses it.',
    },
  );
}
