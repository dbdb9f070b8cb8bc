// One column per category.
import { defineEncoder } from './encoder';

export const oneHot = defineEncoder({
  kind: 'one-hot',
  title: 'One-hot',
  help: 'Gives each category a column of its own, 1 where the row has it. Missing and unseen categories are 0 everywhere.',
  source: "sklearn.preprocessing.OneHotEncoder(handle_unknown='ignore')",
  params: {},
  create: () => ({
    width: (categories) => categories,
    transform: (ops, codes, categories) =>
      // tfjs refuses a depth of 1.
      categories === 1
        ? ops.expandDims(ops.cast(ops.equal(codes, ops.scalar(0, 'int32')), 'float32'), 1)
        : // tfjs's wasm kernel writes integers whatever the type it is asked for.
          ops.cast(ops.oneHot(codes, categories, 1, 0, 'int32'), 'float32'),
  }),
});
