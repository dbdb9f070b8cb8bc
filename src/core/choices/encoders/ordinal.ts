// The place of the category in an order.
import { z } from 'zod';
import { type CategoryTraining, defineEncoder } from './encoder';

/** The places of the categories, by what the order goes; −1 for one that a given order leaves out. */
function placesOf(
  { categories, codes }: CategoryTraining,
  order: string,
  given: readonly string[],
): number[] {
  if (order === 'given' && given.length > 0) return categories.map((name) => given.indexOf(name));
  if (order !== 'appearance') return categories.map((_, i) => i);
  const places = new Map<number, number>();
  for (const code of codes) if (code >= 0 && !places.has(code)) places.set(code, places.size);
  return categories.map((_, i) => places.get(i) ?? -1);
}

export const ordinal = defineEncoder({
  kind: 'ordinal',
  title: 'Ordinal',
  help: 'Gives each category the number of its place in an order; then it is scaled as numbers are. For grades and sizes, where the order means something.',
  source: "sklearn.preprocessing.OrdinalEncoder(handle_unknown='use_encoded_value')",
  params: {
    order: z.enum(['alphabet', 'appearance', 'given']).default('alphabet').meta({
      title: 'Order',
      help: 'By the alphabet, by first appearance in the training rows, or as given.',
    }),
    categories: z.array(z.string()).default([]).meta({
      title: 'Given order',
      help: 'The categories from the lowest to the highest, where the order is given; others count as unseen. With none it is the alphabet.',
    }),
    unknown: z.number().min(-1000).max(1000).default(-1).meta({
      title: 'Unseen categories',
      help: 'The number of missing and unseen categories.',
      level: 'expert',
    }),
  },
  create: ({ order, categories, unknown }) => ({
    width: () => 1,
    fit: (column) => ({
      encoding: {
        as: 'numbers',
        names: ['order'],
        table: [-1, ...placesOf(column, order, categories)].map((place) => [place < 0 ? unknown : place]),
      },
      levels: null,
    }),
  }),
});
