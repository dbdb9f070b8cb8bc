// Nothing that a model trains on is learned from rows that judge it: for every step, every split and every augmentation.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { augmentations } from '../../src/core/choices/augmentations';
import { dates } from '../../src/core/choices/dates';
import { encoders } from '../../src/core/choices/encoders';
import { featureSteps } from '../../src/core/choices/feature-steps';
import { imputers } from '../../src/core/choices/imputers';
import { scalers } from '../../src/core/choices/scalers';
import { splits } from '../../src/core/choices/splits';
import { texts } from '../../src/core/choices/texts';
import { fitPreparation } from '../../src/core/preparation/fit-preparation';
import { plainOps, plainValues } from '../../src/core/preparation/plain-ops';
import { resolveTarget } from '../../src/core/preparation/resolve-target';
import { rowWeights } from '../../src/core/preparation/row-weights';
import { selectFeatures } from '../../src/core/preparation/select-features';
import { fitTarget } from '../../src/core/preparation/target-values';
import { createRandom, type Random } from '../../src/core/random';
import { type Recipe, recipeSchema } from '../../src/core/recipe/recipe';
import type { Table } from '../../src/core/table';
import type { Ops, Tensor } from '../../src/core/tensor';
import { augmentPart } from '../../src/trainer/augment-part';
import { fitData } from '../../src/trainer/fit-data';
import { prepareFiles } from '../../src/trainer/load-data';
import type { SplitSettings } from '../core/choices/split-input';
import { columnOf } from '../core/preparation/tables';
import { filesInMemory } from './read-in-memory';

const ROWS = 96;

/** One row of the table; what a judge may not see of it is edited. */
interface Row {
  x: number | null;
  z: number | null;
  flag: boolean | null;
  when: number | null;
  colour: string | null;
  note: string;
  weight: number;
  patient: string;
  day: number;
  part: string;
  y: string | number;
}

/** The columns that a split and the target do not hang on. */
const features = ['x', 'z', 'flag', 'when', 'colour', 'note'] as const;

function rowOf(random: Random, row: number, isClass: boolean): Row {
  const x = random.normal();
  const pick = <Item>(items: readonly Item[]) => items[random.integer(items.length)] as Item;
  return {
    x: random.uniform() < 0.1 ? null : x,
    z: random.uniform() < 0.1 ? null : Math.exp(2 * random.normal()),
    flag: pick([true, false, null]),
    when: 15_000 + random.integer(900),
    colour: pick(['red', 'red', 'green', 'blue', 'grey', null]),
    note: pick(['good work', 'bad work', 'no word at all', '']),
    weight: 1 + random.integer(3),
    patient: `p${row % 16}`,
    day: row,
    part: pick(['train', 'train', 'train', 'valid', 'test']),
    y: isClass ? pick(['a', 'b', 'b']) : x + random.normal(),
  };
}

function tableOf(rows: readonly Row[]): Table {
  const column = (name: keyof Row, type?: 'date') =>
    columnOf(name, rows.map((row) => row[name]) as never, type);
  const names = ['x', 'z', 'flag', 'colour', 'weight', 'patient', 'day', 'part', 'y'] as const;
  return {
    rows: rows.length,
    columns: [
      ...names.map((name) => column(name)),
      column('when', 'date'),
      { name: 'note', type: 'text', values: rows.map((row) => row.note) },
    ],
  };
}

const filesOf = (rows: readonly Row[]) => filesInMemory(tableOf(rows));

/** Values that no training row has: far off, missing, or a category that sorts before or behind all others. */
const strange: { [Name in keyof Row]?: readonly Row[Name][] } = {
  x: [null, 1e9, -1e9, 0],
  z: [null, 1e12, -5, 0],
  flag: [true, false, null],
  when: [null, -9e5, 9e5],
  colour: [null, 'AAA', 'zzz', 'red'],
  note: ['', 'entirely new words', 'good work good work'],
  weight: [0, 1e6],
};

/** The rows with everything else than the training rows shuffled among themselves, and made strange. */
function edited(
  rows: readonly Row[],
  train: Int32Array,
  random: Random,
  names: readonly (keyof Row)[],
): Row[] {
  const trains = new Set(train);
  const others = rows.flatMap((_, row) => (trains.has(row) ? [] : [row]));
  const result = rows.map((row) => ({ ...row }));
  for (const row of others) {
    const source = rows[others[random.integer(others.length)] as number] as Row;
    for (const name of names) {
      const values = random.uniform() < 0.5 ? strange[name] : undefined;
      const value = values ? values[random.integer(values.length)] : source[name];
      Object.assign(result[row] as Row, { [name]: value });
    }
  }
  return result;
}

/** Plain tensors that give their values as those of TensorFlow do. */
const ops = {
  ...plainOps,
  tidy(work: () => Tensor) {
    const made = work();
    return Object.assign(made, { dataSync: () => Float32Array.from(plainValues(made)), dispose() {} });
  },
} as unknown as Ops;
const valuesOf = (tensor: Tensor) => Array.from(plainValues(tensor));

/** Everything that a network is trained on, and what was learned for it. */
function learned(rows: readonly Row[], recipe: Recipe) {
  const files = filesOf(rows);
  const fitted = fitData(files, recipe);
  const data = prepareFiles(files, recipe, ops, fitted);
  const { train, preparation, target } = data;
  const more = augmentPart(ops, train, recipe, data);
  return {
    parts: fitted.parts,
    preparation,
    target,
    x: valuesOf(train.x),
    targets: train.targets,
    weights: train.weights,
    more: more.facts,
    made: more.facts ? [valuesOf(more.part.x), more.part.targets, more.part.weights] : null,
  };
}

const roles = { target: 'y', weight: 'weight', group: 'patient', time: 'day', part: 'part' };

const ways = splits.flatMap(({ kind }): SplitSettings[] =>
  kind === 'k-fold'
    ? (['rows', 'classes', 'groups', 'time'] as const).map((by) => ({ kind, by, folds: 4, fold: 3 }))
    : [{ kind }],
);

const of = (list: readonly { kind: string }[], settings: (kind: string) => object) =>
  list.map(({ kind }) => [`${Object.keys(settings(kind))[0]} ${kind}`, { prepare: settings(kind) }] as const);

const steps: (readonly [string, object])[] = [
  ...of(imputers, (kind) => ({ imputer: { kind } })),
  ...of(scalers, (kind) => ({ scaler: { kind } })),
  ...of(encoders, (kind) => ({ encoder: { kind } })),
  ...of(dates, (kind) => ({ dates: { kind } })),
  ...of(texts, (kind) => ({ text: { kind } })),
  // The many columns of hashed texts are more than can be multiplied with each other.
  ...of(featureSteps, (kind) => ({ features: [{ kind }], text: { kind: 'none' } })),
  ...(['category', 'most-frequent'] as const).map(
    (missingCategories) => [`missing ${missingCategories}`, { prepare: { missingCategories } }] as const,
  ),
  [
    'all steps at once',
    {
      prepare: {
        encoder: { kind: 'target' },
        text: { kind: 'none' },
        features: featureSteps.map(({ kind }) => ({ kind })),
      },
    },
  ],
  ['class weights', { training: { classWeights: 'balanced' } }],
];

const recipeOf = (settings: object, split: object) => recipeSchema.parse({ data: roles, split, ...settings });

describe.each(ways.map((way) => [Object.values(way).join(' '), way] as const))('split %s', (_split, way) => {
  test.each(steps)('%s learns from the training rows alone', (_step, settings) => {
    const recipe = recipeOf(settings, way);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.boolean(), (seed, isClass) => {
        const random = createRandom(seed);
        const rows = Array.from({ length: ROWS }, (_, row) => rowOf(random, row, isClass));
        const before = learned(rows, recipe);
        expect(before.preparation.learnedFrom.rows).toBe(before.parts.train.length);
        expect(learned(edited(rows, before.parts.train, random, features), recipe)).toEqual(before);
        // The targets of the others may decide which part they are in, so the parts are held.
        const other = edited(rows, before.parts.train, random, [...features, 'y', 'weight']);
        const [one, two] = [rows, other].map((some) => {
          const table = tableOf(some);
          const target = resolveTarget(table, recipe);
          const { train } = before.parts;
          const weights = rowWeights(table, target, train, recipe);
          return {
            preparation: fitPreparation(table, train, recipe),
            target: fitTarget(target, train, recipe),
            weights: weights && Array.from(train, (row) => weights[row]),
            selected: selectFeatures(table, train, recipe).warnings,
          };
        });
        expect(two).toEqual(one);
      }),
      { numRuns: 2, seed: 1 },
    );
  });
});

describe.each(augmentations.map(({ kind }) => kind))('augmentation %s', (kind) => {
  test('makes rows from the training rows alone', () => {
    const settings = { augment: { kind }, model: { family: 'mlp' } };
    const random = createRandom(4);
    const run = (isClass: boolean) => {
      const rows = Array.from({ length: ROWS }, (_, row) => ({
        ...rowOf(random, row, isClass),
        x: row / 9,
        z: 1 + (row % 7),
      }));
      const recipe = recipeOf(settings, { kind: 'random' });
      const before = learned(rows, recipe);
      expect(learned(edited(rows, before.parts.train, random, features), recipe)).toEqual(before);
      return before.made !== null;
    };
    const ran = [true, false].map((isClass) => {
      try {
        return run(isClass);
      } catch (error) {
        // Some are for classes or for numbers only, some for windows of a series.
        if ((error as { code?: string }).code === 'recipe-invalid') return null;
        throw error;
      }
    });
    if (kind !== 'none') expect(ran.some((made) => made !== false)).toBe(true);
  });
});

test('an edit of a training row is seen, so the test can fail', () => {
  const random = createRandom(2);
  const rows = Array.from({ length: ROWS }, (_, row) => rowOf(random, row, true));
  const recipe = recipeOf({}, { kind: 'random' });
  const before = learned(rows, recipe);
  const changed = rows.map((row) => ({ ...row }));
  Object.assign(changed[before.parts.train[0] as number] as Row, { x: 1e6 });
  const after = learned(changed, recipe);
  expect(after.parts).toEqual(before.parts);
  expect(after.preparation).not.toEqual(before.preparation);
});
