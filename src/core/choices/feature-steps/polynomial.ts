// Products of columns.
import { z } from 'zod';
import { HoneError } from '../../errors';
import { defineFeatureStep, type FittedStep } from './feature-step';

const MOST_COLUMNS = 5000;

/** All products of `degree` columns, as ascending column numbers, in scikit-learn's order. */
function productsOf(columns: number, degree: number, interactionsOnly: boolean): number[][] {
  const products: number[][] = [];
  const extend = (product: readonly number[], from: number) => {
    if (product.length === degree) {
      products.push([...product]);
      return;
    }
    for (let column = from; column < columns; column++) {
      extend([...product, column], interactionsOnly ? column + 1 : column);
    }
  };
  extend([], 0);
  return products;
}

/** How many products of `degree` out of so many columns there are. */
function countProducts(columns: number, degree: number, interactionsOnly: boolean): number {
  let count = 1;
  for (let i = 0; i < degree; i++) count = (count * (columns + (interactionsOnly ? -i : i))) / (i + 1);
  return Math.max(0, count);
}

const productsIn = (fitted: FittedStep) => fitted.products as number[][];

/** `x²`, or `x1 · x2`. */
function nameOf(product: readonly number[], names: readonly string[]): string {
  const powers = new Map<number, number>();
  for (const column of product) powers.set(column, (powers.get(column) ?? 0) + 1);
  return [...powers]
    .map(([column, power]) => `${names[column]}${power === 1 ? '' : power === 2 ? '²' : '³'}`)
    .join(' · ');
}

export const polynomial = defineFeatureStep({
  kind: 'polynomial',
  title: 'Products of columns',
  help: 'Adds the products of columns up to a degree, so that even a linear model sees how two columns act together.',
  source: 'sklearn.preprocessing.PolynomialFeatures(include_bias=False)',
  params: {
    degree: z.number().int().min(2).max(3).default(2).meta({
      title: 'Degree',
      help: 'Most columns of a product.',
    }),
    interactionsOnly: z.boolean().default(false).meta({
      title: 'Interactions only',
      help: 'Whether only products of different columns are added, no powers.',
    }),
    columns: z.enum(['continuous', 'all']).default('continuous').meta({
      title: 'Of columns',
      help: 'Whether only numbers that are measured on a scale are multiplied, or columns of 0 and 1 as well.',
    }),
  },
  create: ({ degree, interactionsOnly, columns }) => ({
    fit({ x, continuous }) {
      const width = columns === 'all' ? x.width : continuous;
      const degrees = Array.from({ length: degree - 1 }, (_, i) => i + 2);
      const count = degrees.reduce((sum, one) => sum + countProducts(width, one, interactionsOnly), 0);
      if (x.width + count > MOST_COLUMNS) {
        throw new HoneError(
          'data-invalid',
          `The products of ${width} columns would make ${count} more, and ${MOST_COLUMNS} columns are the most.`,
          {
            place: { field: 'prepare.features' },
            fix: 'Select columns before the products, or take interactions of degree 2 only.',
          },
        );
      }
      return { products: degrees.flatMap((one) => productsOf(width, one, interactionsOnly)) };
    },
    columns: (fitted, { names }) => {
      const all = [...names, ...productsIn(fitted).map((product) => nameOf(product, names))];
      return { names: all, continuous: all.length };
    },
    transform(ops, x, fitted) {
      const products = productsIn(fitted);
      const parts = [x];
      for (let length = 2; length <= degree; length++) {
        const own = products.filter((product) => product.length === length);
        if (own.length === 0) continue;
        const factors = Array.from({ length }, (_, i) =>
          ops.gather(
            x,
            ops.tensor1d(
              own.map((product) => product[i] as number),
              'int32',
            ),
            1,
          ),
        );
        parts.push(factors.reduce((product, factor) => ops.mul(product, factor)));
      }
      return parts.length === 1 ? x : ops.concat(parts, 1);
    },
    tell: (fitted) => `${productsIn(fitted).length} products added`,
  }),
});
