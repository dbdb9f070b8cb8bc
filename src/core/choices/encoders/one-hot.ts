// One column per category.
import { z } from 'zod';
import { type CategoryTraining, countCodes, defineEncoder } from './encoder';
import type { EncodedCategory, Levels } from './encoding';

interface Grouping {
  minimumRows: number;
  most: number;
  unknown: 'zeros' | 'rare';
}

/** Which categories are rare (`_identify_infrequent` of scikit-learn). */
function rareCategories(counts: Float64Array, { minimumRows, most }: Grouping): boolean[] {
  const rare = Array.from(counts, (count) => count < minimumRows);
  const columns = rare.filter((one) => !one).length + 1;
  if (most === 0 || most >= columns - (rare.includes(true) ? 0 : 1)) return rare;
  // Of categories that come up equally often the later ones stay.
  const byCount = rare
    .map((_, i) => i)
    .sort((a, b) => (counts[a] as number) - (counts[b] as number) || a - b);
  for (const place of most === 1 ? byCount : byCount.slice(0, 1 - most)) rare[place] = true;
  return rare;
}

/** The frequent categories, and the rare ones as one; null where none is rare. */
function levelsOf(
  { categories }: CategoryTraining,
  rare: readonly boolean[],
  unknown: string,
): Levels | null {
  if (!rare.includes(true)) return null;
  const frequent = categories.filter((_, i) => !rare[i]);
  const place = new Map(frequent.map((name, i) => [name, i]));
  const of = categories.map((name) => place.get(name) ?? frequent.length);
  return {
    names: [...frequent, '(rare)'],
    of: [unknown === 'rare' ? frequent.length : -1, ...of],
  };
}

export const oneHot = defineEncoder({
  kind: 'one-hot',
  title: 'One-hot',
  help: 'Gives each category a column of its own, 1 where the row has it. Missing and unseen categories are 0 everywhere. Rare ones can share a column.',
  source: "sklearn.preprocessing.OneHotEncoder(handle_unknown='ignore', min_frequency, max_categories)",
  params: {
    minimumRows: z.number().int().min(0).max(1_000_000).default(0).meta({
      title: 'Fewest rows',
      help: 'Categories of fewer training rows share one column.',
      unit: 'rows',
    }),
    most: z.number().int().min(0).max(1000).default(0).meta({
      title: 'Most columns',
      help: 'The rarest categories share one column, so that there are no more than these; 0 is no limit.',
      level: 'expert',
    }),
    unknown: z.enum(['zeros', 'rare']).default('zeros').meta({
      title: 'Unseen categories',
      help: 'Whether unseen and missing categories are 0 everywhere or count as rare ones, if there are any.',
      level: 'expert',
    }),
  },
  create: (grouping) => ({
    width: (categories) => (grouping.most > 0 ? Math.min(categories, grouping.most) : categories),
    fit(column): EncodedCategory {
      const rare = rareCategories(countCodes(column), grouping);
      return { encoding: { as: 'indicators' }, levels: levelsOf(column, rare, grouping.unknown) };
    },
  }),
});
