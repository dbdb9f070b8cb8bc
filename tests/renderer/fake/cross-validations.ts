// A cross-validation that never trains: folds from a formula, one after the other.
import { type Folds, type FoldScore, foldsSchema } from '../../../src/core/run/folds';
import { sumUpFolds } from '../../../src/core/run/sum-up-folds';
import type { CommandInput } from '../../../src/workbench/contract/commands';
import type { WorkbenchEvent } from '../../../src/workbench/contract/events';

function scoreOf(i: number, folds: number): FoldScore {
  const accuracy = 0.95 + 0.03 * Math.sin(i * 12.9898);
  return {
    repeat: Math.floor(i / folds) + 1,
    fold: (i % folds) + 1,
    rows: { train: 234, validation: 41, judged: 69 },
    part: 'test',
    bestEpoch: 30 + i,
    loss: 1.1 - accuracy,
    metrics: { accuracy },
  };
}

export function createFakeFolds(paceMs: number, emit: (event: WorkbenchEvent) => void) {
  let current: Folds | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = (change: Partial<Folds>) => {
    if (current) current = foldsSchema.parse({ ...current, ...change });
    if (current) emit({ kind: 'foldsMeasured', folds: current });
  };
  const measure = () => {
    if (!current) return;
    const scores = [...current.scores, scoreOf(current.scores.length, current.folds)];
    const done = scores.length >= current.planned;
    show({
      scores,
      summary: sumUpFolds(scores),
      share: scores.length / current.planned,
      state: done ? 'done' : 'running',
    });
    if (!done) timer = setTimeout(measure, paceMs);
  };
  return {
    current: () => current,
    begin({ recipe, folds, repeats }: CommandInput<'folds.measure'>): Folds {
      current = {
        state: 'running',
        data: 'penguins.csv',
        target: recipe.data.target,
        folds,
        repeats,
        scores: [],
        summary: [],
        planned: folds * repeats,
        share: 0,
        seconds: 0,
        error: null,
      };
      timer = setTimeout(measure, paceMs);
      return current;
    },
    cancel() {
      clearTimeout(timer);
      if (current?.state === 'running') show({ state: 'cancelled' });
    },
  };
}
