// Folds: each is tested once while the others train.
import { z } from 'zod';
import type { SettingsFault } from '../choice';
import { dealFolds, type FoldPlan, foldOf, type FoldWay, validates } from './folds';
import { defineSplit, type Parts, places, rowsWhere, type SplitInput } from './split';

interface KFold {
  folds: number;
  fold: number;
  repeats: number;
  repeat: number;
}

export const kFold = defineSplit({
  kind: 'k-fold',
  title: 'Folds',
  help: 'Deals the rows to folds. One fold is the test part and the others train, so that over all folds every row is tested once. By time, each fold is tested after training on all that is earlier.',
  source:
    'sklearn.model_selection.StratifiedKFold, GroupKFold, StratifiedGroupKFold, TimeSeriesSplit, RepeatedKFold',
  params: {
    folds: z
      .number()
      .int()
      .min(2)
      .max(100)
      .default(5)
      .meta({ title: 'Folds', help: 'Into how many the rows are dealt.' }),
    fold: z
      .number()
      .int()
      .min(1)
      .max(100)
      .default(1)
      .meta({ title: 'Fold', help: 'The one that is the test part.' }),
    repeats: z.number().int().min(1).max(100).default(1).meta({
      title: 'Repeats',
      help: 'How often a cross-validation deals anew.',
    }),
    repeat: z.number().int().min(1).max(100).default(1).meta({
      title: 'Repeat',
      help: 'Which of the deals is taken. By time all are alike.',
    }),
    by: z.enum(['auto', 'rows', 'classes', 'groups', 'time']).default('auto').meta({
      title: 'Dealt by',
      help: 'Single rows, rows of each class, whole groups, or time. Auto goes by the roles: time, else groups, else classes.',
    }),
    validation: z.number().min(0).max(0.5).default(0.15).meta({
      title: 'Validation share',
      help: 'Share of the rows of the other folds that chooses the epoch. With 0, or with a test file, the fold itself is the validation part.',
    }),
  },
  check: ({ fold, folds, repeat, repeats }: KFold): SettingsFault | null => {
    if (fold > folds) return { field: 'fold', message: `must be at most the number of folds, ${folds}` };
    return repeat > repeats
      ? { field: 'repeat', message: `must be at most the number of repeats, ${repeats}` }
      : null;
  },
  create: ({ folds, fold, by, validation }) => {
    const planOf = (input: SplitInput): FoldPlan => ({
      way: by === 'auto' ? wayOf(input) : by,
      folds,
      validation: input.testFile ? 0 : validation,
    });
    return {
      place: (input) => dealFolds(input, planOf(input)),
      parts: (placed, input) => partsOf(placed, fold - 1, planOf(input)),
    };
  },
});

function wayOf({ times, groups, classes }: SplitInput): FoldWay {
  if (times) return 'time';
  return groups ? 'groups' : classes ? 'classes' : 'rows';
}

/** The parts while a fold, counted from 0, is judged. */
function partsOf(placed: Uint8Array, fold: number, { way, validation }: FoldPlan): Parts {
  const inOrder = way === 'time';
  const judged = inOrder ? fold + 1 : fold;
  const choosing = (place: number) => validates(place) && (!inOrder || foldOf(place) === fold);
  const pick = (wanted: (place: number) => boolean) =>
    rowsWhere(placed, (place) => place < places.nowhere && wanted(place));
  const others = (place: number) => (inOrder ? foldOf(place) < judged : foldOf(place) !== judged);
  const inFold = pick((place) => foldOf(place) === judged);
  if (validation === 0) return { train: pick(others), validation: inFold, test: new Int32Array(0) };
  return {
    train: pick((place) => others(place) && !choosing(place)),
    validation: pick((place) => others(place) && choosing(place)),
    test: inFold,
  };
}
