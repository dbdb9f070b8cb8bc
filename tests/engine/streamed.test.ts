// Training window after window of rows in a file: the same as an ordinary training for one window, and as good for several.
import { beforeAll, describe, expect, it } from 'vitest';
import { mean } from '../../src/core/statistics/moments';
import type { Epoch } from '../../src/core/run/epoch';
import { openRuntime, type Runtime } from '../../src/engine/runtime/runtime';
import { createExecutor } from '../../src/engine/train/create-executor';
import { planEpoch } from '../../src/engine/train/epoch-plan';
import type { Executor, ExecutorKind, TrainingTensors } from '../../src/engine/train/executor';
import { type FitHooks, type FitInput, fit } from '../../src/engine/train/fit';
import { evaluatePart } from '../../src/engine/train/judged-part';
import { carryState, countParameters, initialState } from '../../src/engine/train/state';
import { stepOf } from '../../src/engine/train/step-of';
import { createStreamedExecutor, type RowSource } from '../../src/engine/train/streamed-executor';
import { cutWindows } from '../../src/engine/train/windows';
import { hasNative } from './native-runtime';
import { type SmallData, smallData, smallRecipe } from './small-training';

const ROWS = 150;
const recipe = smallRecipe({ model: { dropout: 0.2 }, training: { epochs: 12, batchSize: 16 } });

function sourceOf(data: SmallData): RowSource & { reads: [number, number][]; fetched: number } {
  const values = data.x.dataSync() as Float32Array;
  const width = data.x.shape[1];
  const source = {
    rows: data.targets.length,
    width,
    reads: [] as [number, number][],
    fetched: 0,
    read(from: number, to: number) {
      source.reads.push([from, to]);
      return values.slice(from * width, to * width);
    },
    fetch() {
      source.fetched++;
    },
  };
  return source;
}

it('windows hold whole batches, all but the last', () => {
  const windows = cutWindows(1000, 300, 32);
  expect(windows).toMatchObject({ size: 256, count: 4, rows: 1000 });
  expect([0, 1, 2, 3].map(windows.rowsOf)).toEqual([256, 256, 256, 232]);
  expect(windows.steps(32)).toBe(8 + 8 + 8 + 7);
  expect(cutWindows(1000, 5000, 32)).toMatchObject({ size: 1000, count: 1 });
  expect(cutWindows(1000, 5000, 32).steps(32)).toBe(32);
});

it('an epoch goes through every window once, and through each of its rows at most once', () => {
  const windows = cutWindows(1000, 300, 32);
  const facts = { recipe, steps: windows.steps(32), rows: 1000, classes: null, updates: 0, losses: [] };
  const orders = [0, 1].map((epoch) => [
    ...planEpoch({ ...facts, epoch, windows: { windows, batchSize: 32 } }).order,
  ]);
  for (const order of orders) {
    expect(new Set(order).size).toBe(order.length);
    const seen = order.map((row) => Math.floor(row / windows.size));
    expect(seen.filter((window, i) => window !== seen[i - 1]).sort((a, b) => a - b)).toEqual([0, 1, 2, 3]);
  }
  expect(orders[0]).not.toEqual(orders[1]);
});

describe.each([
  { device: 'cpu', kind: 'graph' },
  { device: 'cpu', kind: 'xla' },
  { device: 'wasm', kind: 'eager' },
] as const)('streamed training: $kind', ({ device, kind }) => {
  const skip = device === 'cpu' && !hasNative;
  // XLA compiles anew for each training: what does not hang on the executor is tested on the others.
  const brief = skip || (kind as ExecutorKind) === 'xla';
  let runtime: Runtime;
  let train: SmallData;
  let validation: SmallData;
  beforeAll(async () => {
    if (skip) return;
    runtime = await openRuntime(device);
    train = smallData(runtime, 'binary', { rows: ROWS });
    validation = smallData(runtime, 'binary', { rows: 60 });
  });

  async function run(most: number | null, hooks: Partial<FitHooks> = {}, resume: FitInput['resume'] = null) {
    const definition = stepOf({ recipe, task: 'binary', columns: train.columns, classes: 2 });
    const windows = most === null ? null : cutWindows(ROWS, most, recipe.training.batchSize);
    const source = sourceOf(train);
    const open: FitInput['open'] = ({ batchSize }, state) => {
      const { network, layout } = definition;
      const make = (tensors: TrainingTensors): Executor =>
        createExecutor(runtime, kind as ExecutorKind, {
          definition,
          ...tensors,
          batchSize,
          state: state
            ? carryState(state, network, layout, recipe.seed)
            : initialState(network, layout, recipe.seed),
        });
      if (!windows) return make({ x: train.x, y: train.y, weights: null });
      const rows = { source, targets: train.targets, weights: null, windows };
      return createStreamedExecutor({ ops: runtime.ops, rows, open: make });
    };
    const epochs: Epoch[] = [];
    const result = await fit(
      {
        recipe,
        phase: 'training',
        open,
        rows: ROWS,
        classes: train.targets,
        windows,
        parameters: countParameters(definition.network),
        train: { ...train, weights: null },
        validation: { ...validation, weights: null },
        score: ({ losses }) => ({ loss: mean(losses), metric: 0 }),
        resume,
      },
      {
        nextOrder: async () => 'go',
        takeChanges: () => [],
        onChange: () => {},
        onEpoch: (epoch) => epochs.push({ ...epoch, seconds: 0 }),
        onCheckpoint: () => {},
        ...hooks,
      },
    );
    return { result, epochs, source, state: result.executor.readState() };
  }

  it.skipIf(skip)('with one window is the ordinary training bit for bit', async () => {
    const [ordinary, streamed] = [await run(null), await run(10_000)];
    expect(streamed.epochs).toEqual(ordinary.epochs);
    expect(streamed.state).toEqual(ordinary.state);
  });

  it.skipIf(skip)('with several windows learns as well, and repeats bit for bit', async () => {
    const [ordinary, streamed, again] = [await run(null), await run(50), await run(50)];
    expect(streamed.epochs).toEqual(again.epochs);
    expect(streamed.state).toEqual(again.state);
    const last = (epochs: Epoch[]) => epochs.at(-1)?.validationLoss as number;
    expect(last(streamed.epochs)).toBeLessThan(1.1 * last(ordinary.epochs));
    expect(streamed.epochs[0]?.stepLoss).toBeCloseTo(ordinary.epochs[0]?.stepLoss as number, 0);
    expect(new Set(streamed.source.reads.map(String)).size).toBe(3);
    expect(streamed.source.fetched).toBeGreaterThan(12);
  });

  it.skipIf(brief)('is cancelled amid a window, and goes on from a checkpoint bit for bit', async () => {
    let asked = 0;
    const cancelled = await run(50, { nextOrder: async () => (++asked > 1 ? 'cancel' : 'go') });
    expect(cancelled.result.ended).toBe('cancelled');

    const whole = await run(50);
    let kept: FitInput['resume'] = null;
    await run(50, {
      onCheckpoint(progress, executor, best) {
        if (progress.epochs !== 5) return;
        const tensors = best.tensors.map((tensor) => tensor.clone());
        kept = {
          progress: structuredClone(progress),
          state: new Map([...executor.readState()].map(([name, values]) => [name, values.slice()])),
          best: { tensors, dispose: () => runtime.ops.dispose(tensors) },
        };
      },
    });
    const resumed = await run(50, {}, kept);
    expect(resumed.epochs).toEqual(whole.epochs.slice(5));
    expect(resumed.state).toEqual(whole.state);
  });

  it.skipIf(brief)('judges rows in a file as it judges tensors', async () => {
    const { result } = await run(null);
    const source = sourceOf(validation);
    const streamed = { ops: runtime.ops, source, targets: validation.targets, weights: null };
    const snapshot = result.executor.snapshot();
    expect(evaluatePart(result.executor, snapshot, streamed)).toEqual(
      result.executor.evaluate(snapshot, validation.x, validation.y),
    );
  });
});
