// Learned vectors for the categories of large columns.
import { z } from 'zod';
import { defineEncoder } from './encoder';

export const embedding = defineEncoder({
  kind: 'embedding',
  title: 'Embedding',
  help: 'Gives each category a short vector that the network learns; columns with few categories are one-hot. For columns with many categories. Missing and unseen categories share a vector that starts at 0.',
  source: 'Guo and Berkhahn 2016 (arXiv 1604.06737); RealMLP (arXiv 2407.04491) for the sizes',
  params: {
    dimension: z.number().int().min(1).max(256).default(8).meta({
      title: 'Vector length',
      help: 'Length of the vector of a category.',
    }),
    minimumCategories: z.number().int().min(1).max(1000).default(9).meta({
      title: 'Fewest categories',
      help: 'Columns with fewer categories are one-hot.',
    }),
  },
  create({ dimension, minimumCategories }) {
    const holds = (categories: number) => categories >= minimumCategories;
    return {
      width: (categories) => (holds(categories) ? 1 : categories),
      fit: ({ categories }) => ({
        encoding: holds(categories.length) ? { as: 'vectors', dimension } : { as: 'indicators' },
        levels: null,
      }),
      vectors: { dimension, holds },
    };
  },
});
