// Whether a field applies to a recipe, or to whatever its schema was read off, and what is held there, by the field itself instead of its path.
import type { FieldOwner, RecipeField, RecipeValue } from './fields';

function valueAt(recipe: object, keys: readonly string[]): unknown {
  return keys.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], recipe);
}

/** The kind that is chosen at a choice: `adam`, or `auto`. */
export function chosenKind(
  recipe: object,
  { keys, discriminator }: Pick<FieldOwner, 'keys' | 'discriminator'>,
): unknown {
  const value = valueAt(recipe, keys);
  return typeof value === 'object' ? (value as Record<string, unknown>)[discriminator ?? ''] : value;
}

/** Whether the recipe has the field: every choice that it hangs on has a kind that brings it along. */
export function fieldApplies(recipe: object, { owner }: Pick<RecipeField, 'owner'>): boolean {
  if (!owner) return true;
  return owner.kinds.includes(String(chosenKind(recipe, owner))) && fieldApplies(recipe, owner);
}

/** The value of a field that applies: of a choice its kind. Undefined for a dialect that is found by itself. */
export function fieldValue(recipe: object, field: RecipeField): RecipeValue | undefined {
  const value = field.type === 'choice' ? chosenKind(recipe, field) : valueAt(recipe, field.keys);
  return value as RecipeValue | undefined;
}
