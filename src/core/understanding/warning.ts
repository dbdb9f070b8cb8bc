// The contract of a warning about the data, in the manner of a diagnosis rule: pure judgement on declared facts.
import { HoneError } from '../errors';
import { applyChanges, formatValue, getPath } from '../recipe/paths';
import type { Recipe } from '../recipe/recipe';
import type { Warning } from '../run/understanding';
import type { Facts } from './facts';

/** What a warning says; id and title are added by whoever runs it. */
export type Judgement = Omit<Warning, 'id' | 'title'>;

export interface WarningRule<Need extends keyof Facts = keyof Facts> {
  /** Kebab-case noun for the fault, equal to the file name. */
  id: string;
  title: string;
  /** Why it matters, for people, with the source where there is one. */
  why: string;
  needs: readonly Need[];
  /** Facts that must raise the warning and that must not: its own test. */
  examples: { hit: Pick<Facts, Need>; miss: Pick<Facts, Need> };
  judge(facts: Pick<Facts, Need>): Judgement | null;
}

/** Fixes the types of a warning from the facts that it needs. */
export function defineWarning<const Need extends keyof Facts>(rule: WarningRule<Need>): WarningRule<Need> {
  return rule;
}

/** New values by recipe path, and what they do in a few words. */
export interface Mend {
  remedy: string;
  changes: Warning['changes'];
}

/** The first of the wishes that changes the recipe and leaves it valid; nothing where none does. */
export function mend(recipe: Recipe, ...wishes: readonly Mend[]): Mend {
  return wishes.find(({ changes }) => isChange(recipe, changes)) ?? { remedy: '', changes: {} };
}

/** A step of the recipe may be missing or of another kind: such a wish cannot be had. */
function isChange(recipe: Recipe, changes: Mend['changes']): boolean {
  try {
    const changed = applyChanges(recipe, changes);
    return Object.keys(changes).some((path) => written(changed, path) !== written(recipe, path));
  } catch (error) {
    if (error instanceof HoneError) return false;
    throw error;
  }
}

function written(recipe: Recipe, path: string): string {
  const value = getPath(recipe, path);
  return value === undefined ? '' : formatValue(value);
}

/** Leaves the columns out of the model, beside those that are left out already. */
export function ignoring(recipe: Recipe, names: readonly string[]): Mend {
  return {
    remedy: names.length === 1 ? `Ignore "${names[0]}"` : `Ignore ${names.length} columns`,
    changes: { 'data.ignore': [...new Set([...recipe.data.ignore, ...names])] },
  };
}

const MOST_NAMES = 5;

/** Names in quotes, at most five: `"a", "b" and 3 more`. */
export function listed(names: readonly string[]): string {
  const quoted = names.slice(0, MOST_NAMES).map((name) => `"${name}"`);
  const more = names.length - quoted.length;
  if (more > 0) return `${quoted.join(', ')} and ${more} more`;
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)}`;
}

/** Named numbers as the evidence of a warning. */
export function evidence(numbers: Readonly<Record<string, number>>): Judgement['evidence'] {
  return Object.entries(numbers).map(([name, value]) => ({ name, value }));
}
