// How many rows were made of each class, and from how many real ones.
import type { AugmentationFacts } from '../run/augmentation';
import type { Augmented, TrainingRows } from './training-rows';

/** Counts by the class of the made row; rows that stem from no single one stem from all of their class. */
export function countSources(
  { rows, targets, classes }: TrainingRows,
  { kept, added }: Augmented,
): Pick<AugmentationFacts, 'rows' | 'removed' | 'made' | 'sources'> {
  const isNumber = classes.length === 0;
  const groups = isNumber ? [null] : classes;
  const sources = groups.flatMap((name, number) => {
    const from = new Set<number>();
    let made = 0;
    let drawn = false;
    for (const [i, source] of added.sources.entries()) {
      if (!isNumber && added.targets[i] !== number) continue;
      made++;
      if (source < 0) drawn = true;
      else from.add(source);
    }
    if (made === 0) return [];
    const all = isNumber ? rows : targets.reduce((sum, target) => sum + Number(target === number), 0);
    return [{ class: name, made, from: drawn ? all : from.size }];
  });
  return { rows, removed: kept ? rows - kept.length : 0, made: added.sources.length, sources };
}
