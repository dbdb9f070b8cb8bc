// Cross-validates a recipe, one at a time, its folds spread over the cores.
import path from 'node:path';
import { foldRecipe } from '../core/recipe/fold-recipe';
import type { Recipe } from '../core/recipe/recipe';
import type { FoldPlace, Folds, FoldScore } from '../core/run/folds';
import { sumUpFolds } from '../core/run/sum-up-folds';
import type { WorkbenchEvent } from './contract/events';
import { type Attempt, createExperiment, type Experiment } from './jobs/experiment';
import { type Machine, workSideBySide } from './jobs/side-by-side';
import type { Workload } from './jobs/workload';

export interface FoldsInput {
  data: string;
  recipe: Recipe;
  folds: number;
  /** How often the rows are dealt anew. */
  repeats: number;
}

export interface FoldsService extends Pick<Experiment<Folds>, 'current' | 'ended' | 'cancel'> {
  /**
   * Starts one and answers with its first state. HoneError `request-invalid` while another is under way, or for folds
   * that are not possible. `cancel` keeps the folds that are done.
   */
  begin(input: FoldsInput): Promise<Folds>;
}

export interface FoldsOptions extends Machine {
  workload: Workload;
  /** Folder where the project of a file keeps the places of its rows. */
  splitsOf(file: string): string;
  emit(event: WorkbenchEvent): void;
}

export function createFolds(options: FoldsOptions): FoldsService {
  const experiment = createExperiment<Folds>({
    what: 'A cross-validation',
    alone: false,
    workload: options.workload,
    tell: (folds) => options.emit({ kind: 'foldsMeasured', folds }),
  });
  return {
    ...experiment,
    async begin(input) {
      const recipe = foldRecipe(input.recipe, input);
      return experiment.begin(newFolds(input), (attempt) => measure(options, { ...input, recipe }, attempt));
    },
  };
}

async function measure(
  options: FoldsOptions,
  { data, recipe, folds, repeats }: FoldsInput,
  attempt: Attempt<Folds>,
): Promise<Partial<Folds>> {
  const { state, show } = attempt;
  const started = performance.now();
  const time = () => ({ seconds: (performance.now() - started) / 1000 });
  const fault = await workSideBySide(
    options,
    {
      label: 'folds',
      device: recipe.hardware.device,
      items: placesOf(folds, repeats),
      jobOf: (places, threads) => ({
        kind: 'folds',
        recipe,
        folds: places,
        data,
        splits: options.splitsOf(data),
        threads,
      }),
      onEvent(event) {
        if (event.kind === 'folded') show({ ...withScore(state(), event.score), ...time() });
      },
      onShare: (share) => show({ share, ...time() }),
    },
    attempt,
  );
  if (fault === undefined) return {};
  return fault ? { state: 'failed', error: fault, ...time() } : { state: 'done', share: 1, ...time() };
}

function placesOf(folds: number, repeats: number): FoldPlace[] {
  return Array.from({ length: folds * repeats }, (_, i) => ({
    repeat: Math.floor(i / folds) + 1,
    fold: (i % folds) + 1,
  }));
}

function withScore({ scores }: Folds, score: FoldScore): Partial<Folds> {
  const all = [...scores, score].sort((a, b) => a.repeat - b.repeat || a.fold - b.fold);
  return { scores: all, summary: sumUpFolds(all) };
}

function newFolds({ data, recipe, folds, repeats }: FoldsInput): Folds {
  return {
    state: 'running',
    data: path.basename(data),
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
}
