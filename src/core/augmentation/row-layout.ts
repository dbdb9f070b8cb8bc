// What the prepared columns of a preparation hold, as augmentations need to know it.
import type { Preparation } from '../preparation/preparation';
import { levelNames } from '../preparation/prepare-categories';
import { inputColumns, preparationWidth, stepColumns } from '../preparation/prepare-rows';
import type { RowLayout } from './training-rows';

/**
 * Indicator columns of one category are found by their names, so that those which a selection has left still belong
 * together; any other column of 0 and 1 stands alone.
 */
export function rowLayout(preparation: Preparation): RowLayout {
  const width = preparationWidth(preparation);
  const { numbers: first } = inputColumns(preparation);
  const { names, continuous } = stepColumns(preparation);
  const featureOf = new Map<string, string>();
  for (const feature of preparation.categories) {
    if (feature.encoding.as !== 'indicators') continue;
    for (const level of levelNames(feature)) {
      featureOf.set(`${feature.name} = ${level === '' ? '(missing)' : level}`, feature.name);
    }
  }
  const groups = new Map<string, number[]>();
  for (let column = continuous; column < first; column++) {
    const name = names[column] as string;
    const feature = featureOf.get(name);
    const key = feature === undefined ? `column ${column}` : `feature ${feature}`;
    groups.set(key, [...(groups.get(key) ?? []), column]);
  }
  const codes = Array.from({ length: width - first }, (_, i) => first + i);
  return { width, numbers: continuous, groups: [...groups.values()], codes };
}
