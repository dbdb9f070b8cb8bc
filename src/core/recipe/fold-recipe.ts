// A recipe made ready for a cross-validation: the same in all but the split.
import { HoneError } from '../errors';
import type { Recipe } from './recipe';

type KFold = Extract<Recipe['split'], { kind: 'k-fold' }>;

/** The validation share is at most this in a split into folds. */
const MOST_VALIDATION = 0.5;
const MOST_FOLDS = 100;

/**
 * The recipe with a split into folds, its first one chosen; a split by group or by time deals its folds likewise. Throws
 * `request-invalid` for counts that are not possible, and for several repeats by time, which would all be the same.
 */
export function foldRecipe(recipe: Recipe, { folds, repeats }: { folds: number; repeats: number }): Recipe {
  requireCount('folds', folds, 2);
  requireCount('repeats', repeats, 1);
  const split = { ...dealOf(recipe.split), folds, fold: 1, repeats, repeat: 1 };
  const byTime = split.by === 'time' || (split.by === 'auto' && recipe.data.time !== '');
  if (byTime && repeats > 1) {
    throw new HoneError('request-invalid', 'Folds in the order of time are the same in every repeat.', {
      place: { field: 'split.repeats' },
      fix: 'Ask for one repeat.',
    });
  }
  return { ...recipe, split };
}

/** The recipe while one fold of one deal is left out. */
export function withFold(recipe: Recipe, place: { repeat: number; fold: number }): Recipe {
  return recipe.split.kind === 'k-fold' ? { ...recipe, split: { ...recipe.split, ...place } } : recipe;
}

function dealOf(split: Recipe['split']): Pick<KFold, 'kind' | 'by' | 'validation'> {
  const { kind } = split;
  if (kind === 'k-fold') return split;
  const by = kind === 'group' ? 'groups' : kind === 'time-ordered' ? 'time' : 'auto';
  return { kind: 'k-fold', by, validation: Math.min(MOST_VALIDATION, split.validation) };
}

function requireCount(what: string, count: number, least: number): void {
  if (Number.isInteger(count) && count >= least && count <= MOST_FOLDS) return;
  throw new HoneError('request-invalid', `${count} is no number of ${what} from ${least} to ${MOST_FOLDS}.`, {
    place: { field: `split.${what}` },
    fix: what === 'folds' ? 'Take 5 or 10.' : 'Take 1, or 3 for a steadier mean.',
  });
}
