// The part of tfjs-node's native binding that Hone uses, as types: what executes one TensorFlow op, and what loads a graph.
import type { Tensor, TensorInfo } from '../../core/tensor';

export interface TensorHandle {
  id: number;
  shape: number[];
  /** Number of tensorflow/core/framework/types.proto. */
  dtype: number;
}

export interface OpAttribute {
  name: string;
  /** One of the binding's TF_ATTR numbers. */
  type: number;
  value: unknown;
}

export interface Binding {
  createTensor(shape: number[], dtype: number, values: unknown): number;
  deleteTensor(id: number): void;
  tensorDataSync(id: number): Float32Array | Int32Array | Uint8Array;
  executeOp(op: string, attributes: OpAttribute[], inputs: number[], outputs: number): TensorHandle[];
  loadSavedModel(folder: string, tags: string): number;
  deleteSavedModel(session: number): void;
  runSavedModel(session: number, inputs: number[], inputNames: string, outputNames: string): TensorHandle[];
  getNumOfTensors(): number;
  getNumOfSavedModels(): number;
  isUsingGpuDevice(): boolean;
  readonly TF_FLOAT: number;
  readonly TF_INT32: number;
  readonly TF_BOOL: number;
  readonly TF_ATTR_STRING: number;
  readonly TF_ATTR_INT: number;
  readonly TF_ATTR_FLOAT: number;
  readonly TF_ATTR_BOOL: number;
  readonly TF_ATTR_TYPE: number;
  readonly TF_ATTR_SHAPE: number;
  readonly TF_Version: string;
}

/** tfjs-node's backend: turns kernels into ops on its binding. The binding is replaced while a graph is recorded. */
export interface NativeBackend {
  binding: Binding;
  getInputTensorIds(tensors: readonly TensorInfo[]): number[];
  createOutputTensor(handle: TensorHandle): Tensor;
  executeSingleOutput(op: string, attributes: OpAttribute[], inputs: readonly TensorInfo[]): Tensor;
}
