// What a recipe says about reading its file, and the recipe that fits a file that was read anew.
import type { Recipe } from '../../core/recipe/recipe';
import { readSettingsOf } from '../../core/recipe/source';
import type { ReadSettings } from '../../core/run/preview';
import type { Profile } from '../../core/run/profile';

/** What the person says about the file; what is left out is found by itself. */
export function settingsOf({ data }: Recipe): ReadSettings {
  const { dialect } = data;
  return { ...(dialect && { dialect }), ...readSettingsOf(data) };
}

/** Equal for recipes that read their file alike. */
export function readingKey(recipe: Recipe): string {
  return JSON.stringify(settingsOf(recipe));
}

/** The recipe with these settings in place of its own. */
export function withSettings(recipe: Recipe, settings: ReadSettings): Recipe {
  const { dialect: _, ...data } = recipe.data;
  const { dialect, sheet = '', types = [], append = [], sourceColumn = '', join = [] } = settings;
  return {
    ...recipe,
    data: { ...data, ...(dialect && { dialect }), sheet, types, append, sourceColumn, join },
  };
}

/** The recipe without the columns that the file, as it is read now, does not have; another target where that is one. */
export function fitToColumns(recipe: Recipe, { columns, suggestedTarget }: Profile): Recipe {
  const names = new Set(columns.map(({ name }) => name));
  const one = (name: string) => (names.has(name) ? name : '');
  const some = (list: readonly string[]) => list.filter((name) => names.has(name));
  const { data, prepare } = recipe;
  const own = prepare.columns.map((entry) => ({ ...entry, columns: some(entry.columns) }));
  return {
    ...recipe,
    data: {
      ...data,
      target: names.has(data.target) ? data.target : suggestedTarget,
      ...{ weight: one(data.weight), group: one(data.group), time: one(data.time), part: one(data.part) },
      ...{ ignore: some(data.ignore), id: some(data.id) },
      types: data.types.filter(({ column }) => names.has(column)),
    },
    prepare: { ...prepare, columns: own.filter((entry) => entry.columns.length > 0) },
  };
}
