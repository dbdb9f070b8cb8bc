// Runs exported models in the runtimes that are at hand: tfjs always, onnxruntime-web and native TensorFlow where installed.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import type { ExportGraph } from '../../../src/engine/export/export-graph';
import { emitTfjs } from '../../../src/engine/export/tfjs/emit';
import { emitSavedModel } from '../../../src/engine/export/saved-model/emit';
import type { NativeBackend } from '../../../src/engine/runtime/binding';
import { dataTypes } from '../../../src/engine/compile/graph';
import { type Given, typedValues } from './graphs';

const require = createRequire(import.meta.url);

export type Answer = (number | string)[];
type Feeds = Readonly<Record<string, Given>>;

interface Tf {
  setBackend(name: string): Promise<boolean>;
  tensor(values: unknown, shape: readonly number[], dtype: string): unknown;
  loadGraphModel(handler: object): Promise<GraphModel>;
  memory(): { numTensors: number };
}
interface GraphModel {
  execute(inputs: object, outputs: string[]): Data | Data[];
  dispose(): void;
}
interface Data {
  dataSync(): ArrayLike<number>;
}

/** tfjs on the plain JavaScript backend. */
export async function openTfjs(): Promise<Tf> {
  const tf = require('@tensorflow/tfjs') as Tf;
  await tf.setBackend('cpu');
  return tf;
}

/** tf.loadGraphModel's handler for files in memory. */
export function tfjsHandler(json: Record<string, unknown>, weights: Uint8Array): object {
  const [group] = json.weightsManifest as [{ weights: unknown }];
  const weightData = weights.buffer.slice(weights.byteOffset, weights.byteOffset + weights.byteLength);
  return {
    load: async () => ({
      modelTopology: json.modelTopology,
      signature: json.signature,
      weightSpecs: group.weights,
      weightData,
    }),
  };
}

export async function runTfjs(tf: Tf, graph: ExportGraph, feeds: Feeds, output = 'result'): Promise<Answer> {
  // Through text, as a file would be.
  const { json, weights } = emitTfjs(graph);
  const model = await tf.loadGraphModel(
    tfjsHandler(JSON.parse(JSON.stringify(json)) as typeof json, weights),
  );
  const inputs = Object.fromEntries(
    Object.entries(feeds).map(([name, given]) => [
      name,
      tf.tensor(typedValues(given), given.shape, given.dtype),
    ]),
  );
  const result = [model.execute(inputs, [output])].flat()[0] as Data;
  const values = Array.from(result.dataSync(), Number);
  model.dispose();
  return values;
}

interface OnnxValue {
  data: ArrayLike<unknown>;
  dims: readonly number[];
}
interface Onnx {
  InferenceSession: {
    create(model: Uint8Array): Promise<{ run(feeds: object): Promise<Record<string, OnnxValue>> }>;
  };
  Tensor: new (type: string, data: unknown, dims: readonly number[]) => OnnxValue;
}

/** onnxruntime-web, or null where it is not installed. */
export function openOnnx(): Onnx | null {
  try {
    return require('onnxruntime-web') as Onnx;
  } catch {
    return null;
  }
}

export async function runOnnx(
  onnx: Onnx,
  model: Uint8Array,
  feeds: Feeds,
): Promise<Record<string, OnnxValue>> {
  const session = await onnx.InferenceSession.create(model);
  const inputs = Object.fromEntries(
    Object.entries(feeds).map(([name, given]) => {
      const { dtype, shape } = given;
      return [
        name,
        new onnx.Tensor(dtype, dtype === 'string' ? [...given.values] : typedValues(given), shape),
      ];
    }),
  );
  return session.run(inputs);
}

/** Runs a SavedModel of that graph in native TensorFlow. */
export function runSavedModel(native: NativeBackend, graph: ExportGraph, feeds: Feeds): Answer {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'hone-test-'));
  const { binding } = native;
  try {
    writeFileSync(path.join(folder, 'saved_model.pb'), emitSavedModel(graph));
    const session = binding.loadSavedModel(folder, 'serve');
    const ids = graph.inputs.map((input) => {
      const given = feeds[input.name] as Given;
      return binding.createTensor([...given.shape], dataTypes[given.dtype], typedValues(given));
    });
    const [output] = graph.outputs;
    const names = graph.inputs.map((input) => `${input.node}:0`).join(',');
    const [handle] = binding.runSavedModel(session, ids, names, `${output?.ref.node}:${output?.ref.output}`);
    const values = Array.from(binding.tensorDataSync(handle?.id as number), Number);
    binding.deleteSavedModel(session);
    return values;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
