// What of the form is in view for a recipe: by level, by choice, by what was changed.
import {
  applyChanges,
  fieldApplies,
  fieldValue,
  formatValue,
  type RecipeValue,
} from '../../core/recipe/paths';
import type { Recipe } from '../../core/recipe/recipe';
import type { FormLevel } from '../state/form-state';
import { optionTitle, showValue } from './field-words';
import { type FormField, type FormSection, isChanged, isInForce } from './form-model';

export interface SectionView {
  section: FormSection;
  shown: readonly FormField[];
  /** Fields for experts that the simple view leaves out. */
  left: number;
  changed: number;
  /** What was changed, else what was chosen, in a few words. */
  summary: string;
}

/** `full` shows the section's expert fields in the simple view too. Invalid fields are never hidden. */
export function viewSection(
  section: FormSection,
  recipe: Recipe,
  { level, full, invalid }: { level: FormLevel; full: boolean; invalid: Readonly<Record<string, string>> },
): SectionView {
  const inForce = section.fields.filter((field) => isInForce(recipe, field) && hasSomething(recipe, field));
  const changed = inForce.filter((field) => isChanged(recipe, field));
  const all = level === 'expert' || full;
  const shown = inForce.filter(
    (field) => all || field.level === 'simple' || changed.includes(field) || field.path in invalid,
  );
  return {
    section,
    shown,
    left: inForce.length - shown.length,
    changed: changed.length,
    summary: changed.length > 0 ? describeChanged(changed, recipe) : describeChosen(shown, recipe),
  };
}

/** A recorded list that holds nothing has nothing to show. */
function hasSomething(recipe: Recipe, field: FormField): boolean {
  return field.type !== 'records' || isChanged(recipe, field);
}

function describeChanged(changed: readonly FormField[], recipe: Recipe): string {
  const words = changed.map((field) => {
    const value = showValue(field.path, formatValue(fieldValue(recipe, field) ?? ''));
    return field.type === 'choice' ? value : `${field.title} ${value}`;
  });
  return words.join(' · ');
}

function describeChosen(shown: readonly FormField[], recipe: Recipe): string {
  const words = shown
    .filter((field) => field.type === 'choice')
    .map((field) => optionTitle(field, formatValue(fieldValue(recipe, field) ?? '')));
  return [...new Set(words)].slice(0, 3).join(' · ');
}

/**
 * The recipe with these fields at their standard values, those under a switch that is off too. A choice goes back first and brings its parameters along, so
 * it takes a few rounds. Throws `recipe-invalid` where the standard values do not go together with the other fields.
 */
export function resetFields(recipe: Recipe, fields: readonly FormField[], rounds = 3): Recipe {
  const off = fields.filter((field) => fieldApplies(recipe, field) && isChanged(recipe, field));
  if (off.length === 0 || rounds === 0) return recipe;
  const choices = off.filter((field) => field.type === 'choice');
  const now = off.filter((field) => !choices.some((choice) => field !== choice && hangsOn(field, choice)));
  const changes = Object.fromEntries(now.map((field) => [field.path, field.standard as RecipeValue]));
  return resetFields(applyChanges(recipe, changes), fields, rounds - 1);
}

function hangsOn(field: FormField, choice: FormField): boolean {
  for (let { owner } = field; owner; owner = owner.owner) if (owner.path === choice.path) return true;
  return false;
}
