// Every op that Hone exports gives the same numbers in tfjs, onnxruntime and native TensorFlow.
import { beforeAll, describe, expect, it } from 'vitest';
import { emitOnnx } from '../../../src/engine/export/onnx/emit';
import { onnxTable } from '../../../src/engine/export/onnx/table';
import { tfjsOps } from '../../../src/engine/export/tfjs/ops';
import type { NativeBackend } from '../../../src/engine/runtime/binding';
import { hasNative, openNativeRuntime } from '../native-runtime';
import { graphOfCase, type OpCase } from './graphs';
import { opCases } from './op-cases';
import { type Answer, openOnnx, openTfjs, runOnnx, runSavedModel, runTfjs } from './runtimes';

const onnx = openOnnx();

function expectClose(actual: Answer, expected: Answer): void {
  expect(actual).toHaveLength(expected.length);
  expected.forEach((value, i) => {
    if (Number.isFinite(value)) expect(actual[i]).toBeCloseTo(value as number, 4);
    else expect(actual[i]).toBe(value);
  });
}

async function answerOf(opCase: OpCase): Promise<Answer> {
  if (opCase.expected) return [...opCase.expected];
  const { graph, feeds } = graphOfCase(opCase);
  return runTfjs(await openTfjs(), graph, feeds);
}

const titled = opCases.map((opCase, i): [string, OpCase] => [`${opCase.op} (${i})`, opCase]);

describe('the conversion table', () => {
  it('has a case here for each of its ops', () => {
    const covered = new Set(opCases.map((opCase) => opCase.op));
    const rest = Object.keys(onnxTable).filter((op) => !covered.has(op));
    // CategoryCode is looked at with whole models.
    expect(rest.sort()).toEqual(['CategoryCode']);
  });

  it('differs from tfjs by known ops only', () => {
    const missing = Object.keys(onnxTable).filter((op) => !tfjsOps.has(op));
    expect(missing.sort()).toEqual(['CategoryCode', 'Rint', 'Softsign']);
  });
});

describe.skipIf(!onnx)('ONNX against tfjs (needs onnxruntime-web)', () => {
  it.each(titled)('%s', async (_, opCase) => {
    const { graph, feeds } = graphOfCase(opCase);
    const expected = await answerOf(opCase);
    const results = await runOnnx(onnx as NonNullable<typeof onnx>, emitOnnx(graph), feeds);
    expect(results.result?.dims).toEqual(opCase.output.shape);
    expectClose(Array.from(results.result?.data as ArrayLike<number>, Number), expected);
  });
});

describe.skipIf(!hasNative)('SavedModel against tfjs (needs native TensorFlow)', () => {
  let native: NativeBackend;
  let expected: Map<OpCase, Answer>;
  beforeAll(async () => {
    // Before TensorFlow becomes the backend of the same tfjs.
    expected = new Map();
    for (const opCase of opCases) expected.set(opCase, await answerOf(opCase));
    native = (await openNativeRuntime()).native as NativeBackend;
  });
  it.each(titled)('%s', (_, opCase) => {
    const { graph, feeds } = graphOfCase(opCase);
    expectClose(runSavedModel(native, graph, feeds), expected.get(opCase) as Answer);
  });
});
