// Fields read off schemas: headings, levels, lists, and choices inside choices.
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { describeChoice } from '../../../src/core/choices/choice';
import { checkValue, describeAllowed, formatValue, parseValue } from '../../../src/core/recipe/field-value';
import { fieldApplies, fieldValue } from '../../../src/core/recipe/field-access';
import { fieldsOfSchema, listPaths, type RecipeField } from '../../../src/core/recipe/fields';
import { setPathText } from '../../../src/core/recipe/paths';
import { type Recipe, recipeSchema } from '../../../src/core/recipe/recipe';

const words = (title: string) => ({ title, help: `Help of ${title}.`, source: 'A source' });
const plr = describeChoice({
  kind: 'plr',
  ...words('Periodic'),
  params: { bins: z.number().int().min(1).max(64).default(8).meta(words('Bins')) },
});
const piecewise = describeChoice({
  kind: 'piecewise',
  ...words('Piecewise'),
  params: {
    bins: z.number().int().min(1).max(64).default(16).meta(words('Bins')),
    inner: z
      .discriminatedUnion('kind', [
        describeChoice({
          kind: 'a',
          ...words('A'),
          params: { depth: z.number().default(1).meta(words('Depth')) },
        }).schema,
        describeChoice({ kind: 'b', ...words('B'), params: {} }).schema,
      ])
      .default({ kind: 'a', depth: 1 })
      .meta(words('Inner')),
  },
});
const none = describeChoice({ kind: 'none', ...words('None'), params: {} });
const embedding = z
  .discriminatedUnion('kind', [none.schema, plr.schema, piecewise.schema])
  .default({ kind: 'none' })
  .meta({ ...words('Embedding'), group: 'Inputs', level: 'expert' });

const schema = z.strictObject({
  seed: z.number().int().default(3).meta(words('Seed')),
  model: z
    .discriminatedUnion('family', [
      z.strictObject({
        family: z.literal('mlp'),
        embedding,
        units: z.number().default(4).meta(words('Units')),
      }),
      z.strictObject({
        family: z.literal('resnet'),
        embedding,
        units: z.number().default(8).meta(words('Units')),
      }),
      z.strictObject({ family: z.literal('linear') }),
    ])
    .prefault({ family: 'mlp' })
    .meta(words('Model')),
  training: z
    .strictObject({
      rates: z
        .array(z.number().min(0).max(1))
        .max(3)
        .default([0.5])
        .meta({ ...words('Rates'), group: 'Rates' }),
      widths: z.array(z.number().int()).default([]).meta(words('Widths')),
      warm: z
        .strictObject({
          enabled: z.boolean().default(false).meta(words('Warm')),
          schedule: z
            .discriminatedUnion('kind', [none.schema, plr.schema])
            .default({ kind: 'none' })
            .meta(words('Warm schedule')),
        })
        .prefault({})
        .meta({ title: 'Warm', group: 'Warming', level: 'expert' }),
      changes: z
        .array(z.strictObject({ epoch: z.number(), path: z.string(), value: z.number() }))
        .default([])
        .meta(words('Changes')),
    })
    .prefault({})
    .meta({ title: 'Training' }),
});

const fields = fieldsOfSchema(schema);
const all = (path: string) => fields.filter((field) => field.path === path);
const only = (path: string): RecipeField => {
  const found = all(path);
  expect(found, path).toHaveLength(1);
  return found[0] as RecipeField;
};
const recipe = (input: unknown) => schema.parse(input) as unknown as Recipe;

test('headings come from the field, else from what it stands in; single fields at the top are general', () => {
  expect(only('seed').group).toBe('General');
  expect(only('model.family').group).toBe('Model');
  expect(only('training.widths').group).toBe('Training');
  expect(only('training.rates').group).toBe('Rates');
  expect(only('training.warm').group).toBe('Warming');
  expect(only('training.warm.schedule').group).toBe('Warming');
  expect(all('model.embedding.bins').map(({ group }) => group)).toEqual(['Inputs', 'Inputs']);
});

test('what stands in something for experts is for experts', () => {
  expect(only('seed').level).toBe('simple');
  expect(only('training.warm').level).toBe('expert');
  expect(only('training.warm.schedule.bins').level).toBe('expert');
  expect(only('model.embedding').level).toBe('expert');
  expect(only('model.embedding.inner.depth').level).toBe('expert');
});

test('a choice inside two kinds of a choice is one field, and its parameters hang on both', () => {
  const choice = only('model.embedding');
  expect(choice.owner?.kinds).toEqual(['mlp', 'resnet']);
  expect(choice.options.map(({ kind }) => kind)).toEqual(['none', 'plr', 'piecewise']);
  expect(all('model.units').map(({ owner }) => owner?.kinds)).toEqual([['mlp'], ['resnet']]);
  expect(all('model.embedding.bins').map((field) => [field.default, field.owner?.kinds])).toEqual([
    [8, ['plr']],
    [16, ['piecewise']],
  ]);
  const chain = only('model.embedding.inner.depth').owner;
  expect([chain?.path, chain?.owner?.path, chain?.owner?.owner?.path, chain?.owner?.owner?.owner]).toEqual([
    'model.embedding.inner',
    'model.embedding',
    'model.family',
    null,
  ]);
  expect(chain?.owner?.owner?.kinds).toEqual(['mlp', 'resnet']);
});

test('a field applies where every choice that it hangs on brings it along', () => {
  const depth = only('model.embedding.inner.depth');
  const with_ = (model: unknown) => recipe({ model });
  expect(fieldApplies(with_({ family: 'mlp', embedding: { kind: 'piecewise' } }), depth)).toBe(true);
  expect(
    fieldApplies(with_({ family: 'mlp', embedding: { kind: 'piecewise', inner: { kind: 'b' } } }), depth),
  ).toBe(false);
  expect(fieldApplies(with_({ family: 'resnet', embedding: { kind: 'plr' } }), depth)).toBe(false);
  expect(fieldApplies(with_({ family: 'linear' }), depth)).toBe(false);
  const [units, otherUnits] = all('model.units');
  const resnet = with_({ family: 'resnet' });
  expect([units, otherUnits].map((field) => fieldApplies(resnet, field as RecipeField))).toEqual([
    false,
    true,
  ]);
});

test('values are read by the field: kinds of choices, numbers, lists', () => {
  const made = recipe({
    model: { family: 'resnet', embedding: { kind: 'piecewise', inner: { kind: 'a', depth: 3 } } },
    training: { rates: [0.1, 0.2] },
  });
  expect(fieldValue(made, only('model.family'))).toBe('resnet');
  expect(fieldValue(made, only('model.embedding'))).toBe('piecewise');
  expect(fieldValue(made, only('model.embedding.inner.depth'))).toBe(3);
  expect(fieldValue(made, only('training.rates'))).toEqual([0.1, 0.2]);
});

test('a list of numbers is read, written and kept within its bounds', () => {
  const rates = only('training.rates');
  expect(rates.type).toBe('numbers');
  expect(parseValue(rates, '0.1, .25')).toEqual([0.1, 0.25]);
  expect(parseValue(rates, 'none')).toEqual([]);
  expect(formatValue([0.1, 0.25])).toBe('0.1,0.25');
  expect(() => parseValue(rates, '0.1,2')).toThrow(
    "training.rates must be a list of at most 3 items, each a number from 0 to 1, separated by commas, not '0.1,2'.",
  );
  expect(() => parseValue(rates, '1,1,1,1')).toThrow('at most 3 items');
  expect(only('training.widths').type).toBe('integers');
  expect(() => parseValue(only('training.widths'), '1.5')).toThrow('each a whole number');
});

test('a recorded list can be cleared, but not written', () => {
  const changes = only('training.changes');
  expect(changes.type).toBe('records');
  expect(parseValue(changes, 'none')).toEqual([]);
  expect(checkValue(changes, [])).toEqual([]);
  expect(() => parseValue(changes, '1,2')).toThrow(
    "training.changes must be a list that Hone records itself, or 'none' to clear it, not '1,2'.",
  );
  expect(() => parseValue(changes, '[{"epoch":1,"path":"a","value":1}]')).toThrow('Hone records itself');
  const recorded = fieldValue(
    recipe({ training: { changes: [{ epoch: 4, path: 'a', value: 1 }] } }),
    changes,
  );
  expect(formatValue(recorded ?? [])).toBe('[{"epoch":4,"path":"a","value":1}]');
});

test('every kind of value has words for what it takes', () => {
  for (const field of fields) expect(describeAllowed(field), field.path).not.toBe('');
});

test('a schema that no form can show is refused at once', () => {
  const odd = z.strictObject({ pair: z.tuple([z.string(), z.number()]).meta(words('Pair')) });
  expect(() => fieldsOfSchema(odd)).toThrow('no form can show');
});

describe('records that people write', () => {
  const field = (path: string) => listPaths().find((one) => one.path === path) as RecipeField;
  const base = recipeSchema.parse({ data: { target: 'y' } });

  test('come as JSON, and are checked by their schema', () => {
    const json = '[{"columns":["a","b"],"scaler":{"kind":"min-max","high":2}}]';
    const changed = setPathText(base, 'prepare.columns', json);
    expect(changed.prepare.columns).toEqual([
      { columns: ['a', 'b'], scaler: { kind: 'min-max', low: 0, high: 2 } },
    ]);
    const written = formatValue(changed.prepare.columns);
    expect(setPathText(base, 'prepare.columns', written)).toEqual(changed);
    expect(setPathText(changed, 'prepare.columns', 'none').prepare.columns).toEqual([]);
    expect(() => setPathText(base, 'prepare.columns', '[{"columns":["a"],"scaler":{"kind":"max"}}]')).toThrow(
      'prepare.columns.0.scaler.kind',
    );
    expect(() => setPathText(base, 'prepare.columns', 'a,b')).toThrow('must be a list of records as JSON');
  });

  test('of a list of choices may be named', () => {
    expect(field('prepare.features').items.map(({ kind }) => kind)).toContain('pca');
    expect(setPathText(base, 'prepare.features', 'polynomial, pca').prepare.features).toMatchObject([
      { kind: 'polynomial', degree: 2 },
      { kind: 'pca', keep: 'variance' },
    ]);
    expect(() => setPathText(base, 'prepare.features', 'pcb')).toThrow('any of polynomial, pca');
  });
});
