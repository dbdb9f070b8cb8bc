// Trains on more rows than memory holds: window after window of a file, each with the very steps of an ordinary training.
import { dialNames } from '../../core/choices/layers/layer';
import type { Ops } from '../../core/tensor';
import type { EpochMeans, EpochPlan, Executor, TrainingTensors } from './executor';
import { windowOf, type Windows } from './windows';

/** Rows in a file, [rows, width] row-major. */
export interface RowSource {
  rows: number;
  width: number;
  /** Rows from ≤ row < to; valid until the window after the next is read. */
  read(from: number, to: number): Float32Array;
  /** Begins to read, without waiting. */
  fetch(from: number, to: number): void;
}

/** The training rows of a streamed training; targets and weights are in memory, in the order of the file. */
export interface StreamedRows {
  source: RowSource;
  targets: Float32Array;
  weights: Float32Array | null;
  windows: Windows;
}

export interface StreamedInput {
  ops: Ops;
  rows: StreamedRows;
  /** Makes the executor of one window; all windows have its shape. */
  open(tensors: TrainingTensors): Executor;
}

/** The rows of a window as tensors of the caller's; a shorter last window is filled up with zeros that no batch names. */
export function readWindow(
  ops: Ops,
  { source, targets, weights, windows }: StreamedRows,
  number: number,
): TrainingTensors & { dispose(): void } {
  const { size } = windows;
  const from = number * size;
  const to = Math.min(source.rows, from + size);
  const values = source.read(from, to);
  const filled = (part: Float32Array) => {
    if (part.length === size) return part;
    const whole = new Float32Array(size);
    whole.set(part);
    return whole;
  };
  const whole = to - from === size ? values : new Float32Array(size * source.width);
  if (whole !== values) whole.set(values);
  const tensors = {
    x: ops.tensor2d(whole, [size, source.width]),
    y: ops.tensor1d(filled(targets.slice(from, to))),
    weights: weights && ops.tensor1d(filled(weights.slice(from, to))),
  };
  return {
    ...tensors,
    dispose() {
      tensors.x.dispose();
      tensors.y.dispose();
      tensors.weights?.dispose();
    },
  };
}

/** The plan of an epoch must go window by window (`planEpoch` with windows). */
export function createStreamedExecutor({ ops, rows, open }: StreamedInput): Executor {
  const { windows } = rows;
  let present = readWindow(ops, rows, 0);
  let presentNumber = 0;
  const inner = open(present);
  const { batchSize } = inner;
  let plan: EpochPlan | null = null;
  /** Where each window of the epoch begins, in steps, and its number. */
  let course: { number: number; from: number; to: number }[] = [];
  let begun = -1;
  const sums = createSums();

  const close = () => {
    if (begun < 0 || begun >= course.length) return;
    const stage = course[begun] as (typeof course)[number];
    const done = Math.min(stepsDone, stage.to) - stage.from;
    const means = inner.endEpoch();
    sums.add(means, Math.min(done * batchSize, windows.rowsOf(stage.number)), course.length === 1);
    begun = -1;
  };
  const begin = (at: number) => {
    const stage = course[at] as (typeof course)[number];
    if (stage.number !== presentNumber) {
      const next = readWindow(ops, rows, stage.number);
      inner.setRows(next);
      present.dispose();
      present = next;
      presentNumber = stage.number;
    }
    inner.beginEpoch(windowPlan(plan as EpochPlan, stage, windows, batchSize));
    begun = at;
    const after = course[at + 1];
    if (after) {
      const from = after.number * windows.size;
      rows.source.fetch(from, Math.min(rows.source.rows, from + windows.size));
    }
  };
  let stepsDone = 0;
  return {
    ...inner,
    steps: windows.steps(batchSize),
    setRows() {
      throw new Error('A streamed training reads its own rows');
    },
    beginEpoch(next) {
      plan = next;
      course = courseOf(next, windows, batchSize);
      begun = -1;
      stepsDone = 0;
      sums.clear();
    },
    runSteps(from, to) {
      for (let at = from; at < to; ) {
        const index = course.findIndex((stage) => at < stage.to);
        const stage = course[index] as (typeof course)[number];
        if (index !== begun) {
          close();
          begin(index);
        }
        const end = Math.min(to, stage.to);
        inner.runSteps(at - stage.from, end - stage.from);
        stepsDone = end;
        at = end;
      }
    },
    endEpoch() {
      close();
      return sums.means();
    },
    dispose() {
      inner.dispose();
      present.dispose();
    },
  };
}

/** Joins the means of windows to those of an epoch. */
function createSums() {
  /** Of the only window, whose means are those of the epoch to the last bit. */
  let only: EpochMeans | null = null;
  let [rows, loss, squares, gradientNorm] = [0, 0, 0, 0];
  return {
    clear() {
      only = null;
      [rows, loss, squares, gradientNorm] = [0, 0, 0, 0];
    },
    add(means: EpochMeans, covered: number, alone: boolean) {
      only = alone ? means : null;
      rows += covered;
      loss += means.loss * covered;
      squares += (means.lossNoise ** 2 + means.loss ** 2) * covered;
      gradientNorm += means.gradientNorm * covered;
    },
    means(): EpochMeans {
      if (only) return only;
      const mean = loss / rows;
      const lossNoise = Math.sqrt(Math.max(0, squares / rows - mean ** 2));
      return { loss: mean, lossNoise, gradientNorm: gradientNorm / rows };
    },
  };
}

/** The windows of an epoch in the order in which its plan goes through them. */
function courseOf({ order }: EpochPlan, windows: Windows, batchSize: number) {
  const course: { number: number; from: number; to: number }[] = [];
  for (let from = 0; from * batchSize < order.length; ) {
    const number = windowOf(windows, order[from * batchSize] as number);
    const to = from + windows.stepsOf(number, batchSize);
    course.push({ number, from, to });
    from = to;
  }
  return course;
}

/** The part of the plan that concerns a window, by its own row numbers, filled up to the length of a whole window. */
function windowPlan(
  { epoch, order, dials, keys }: EpochPlan,
  { number, from, to }: { number: number; from: number; to: number },
  windows: Windows,
  batchSize: number,
): EpochPlan {
  const { size } = windows;
  const steps = Math.ceil(size / batchSize);
  const own = new Int32Array(size);
  const start = number * size;
  const rows = Math.min((to - from) * batchSize, windows.rowsOf(number));
  for (let i = 0; i < rows; i++) own[i] = (order[from * batchSize + i] as number) - start;
  const ownDials = new Float32Array(steps * dialNames.length);
  ownDials.set(dials.subarray(from * dialNames.length, to * dialNames.length));
  const ownKeys = new Int32Array(steps * 2);
  ownKeys.set(keys.subarray(from * 2, to * 2));
  return { epoch, order: own, dials: ownDials, keys: ownKeys };
}
