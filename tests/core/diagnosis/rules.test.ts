// The rules: their own examples, what they see, and what they say about runs of known health.
import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../src/core/diagnosis/diagnose';
import type { Signals } from '../../../src/core/diagnosis/rule';
import { rules } from '../../../src/core/diagnosis/rules';
import { diffRecipes } from '../../../src/core/recipe/diff';
import { applyChanges, listPaths, type RecipeValue, setPath } from '../../../src/core/recipe/paths';
import { defaultRecipe, type Recipe, recipeSchema } from '../../../src/core/recipe/recipe';
import { type Finding, findingSchema } from '../../../src/core/run/finding';
import { type Course, syntheticRun } from './synthetic';

const SEEDS = Array.from({ length: 40 }, (_, i) => i + 1);

/** Share of the seeds with which the rule finds a fault. */
function faultShare(rule: string, course: Omit<Course, 'seed'>): number {
  const faults = SEEDS.filter((seed) =>
    diagnose(syntheticRun({ ...course, seed })).some(
      (finding) => finding.rule === rule && finding.severity !== 'good',
    ),
  );
  return faults.length / SEEDS.length;
}

const decay = (from: number, to: number, pace: number) => (epoch: number) =>
  to + (from - to) * Math.exp(-epoch / pace);
const healthy = { train: decay(0.69, 0.35, 8), validation: decay(0.7, 0.4, 8) };
const memorizing = {
  train: decay(0.69, 0, 15),
  validation: (epoch: number) => decay(0.7, 0.4, 5)(epoch) + 0.0025 * epoch,
};

test('the index holds every rule of the folder, and ids are file names', () => {
  const files = readdirSync(new URL('../../../src/core/diagnosis/rules', import.meta.url))
    .filter((file) => file !== 'index.ts')
    .map((file) => file.replace(/\.ts$/, ''));
  expect(files.length).toBeGreaterThan(5);
  expect(rules.map((rule) => rule.id).sort()).toEqual(files.sort());
});

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_id, rule) => {
  // Only the declared signals, so that a rule which reads another one sees undefined.
  const only = (signals: Partial<Signals>) =>
    Object.fromEntries(rule.needs.map((need) => [need, signals[need]])) as never;

  test('hits its example and misses the other', () => {
    const found = rule.judge(only(rule.examples.hit));
    expect(found).not.toBeNull();
    expect(found!.confidence).toBeGreaterThan(0.5);
    expect(found!.confidence).toBeLessThanOrEqual(0.99);
    expect(found!.explanation).toMatch(/\d.*\.$/);
    expect(found!.evidence).toHaveProperty('validationLossError');
    expect(rule.judge(only(rule.examples.miss))).toBeNull();
  });

  test('has words and a reason', () => {
    for (const words of [rule.title, rule.failureTitle, rule.why]) expect(words.length).toBeGreaterThan(8);
  });

  test('does not stumble over a run without epochs', () => {
    const { hit } = rule.examples;
    expect(rule.judge(only({ ...hit, epochs: [], bestEpoch: 0 } as Partial<Signals>))).toBeNull();
  });
});

describe('healthy runs raise no alarm', () => {
  for (const carried of [0, 0.6])
    for (const noise of [0.003, 0.02, 0.05])
      test(`noise ${noise}, carried over ${carried}`, () => {
        const course = { epochs: 100, ...healthy, noise, carried };
        for (const rule of ['overfitting', 'divergence', 'worse-than-baseline', 'underfitting'])
          expect(faultShare(rule, course), rule).toBeLessThanOrEqual(0.05);
        expect(faultShare('still-improving', course)).toBeLessThanOrEqual(0.05);
      });

  test('one bad epoch is not overfitting', () => {
    const run = syntheticRun({ epochs: 60, ...healthy, noise: 0.002, seed: 1 });
    for (const spike of [30, 59, 60]) {
      const epochs = run.epochs.map((epoch) =>
        epoch.epoch === spike ? { ...epoch, validationLoss: 2 } : epoch,
      );
      expect(diagnose({ ...run, epochs }).filter(({ severity }) => severity !== 'good')).toEqual([]);
    }
  });

  test('an unknown standard error does not make it jumpy', () => {
    const course = { epochs: 60, ...healthy, noise: 0.02, carried: 0.5, validationLossError: 0 };
    expect(faultShare('overfitting', course)).toBeLessThanOrEqual(0.1);
  });
});

describe('ailing runs are recognized', () => {
  test('overfitting', () => {
    const course = { epochs: 80, ...memorizing, noise: 0.01 };
    expect(faultShare('overfitting', course)).toBeGreaterThanOrEqual(0.95);
    expect(faultShare('underfitting', course)).toBeLessThanOrEqual(0.05);
  });

  test('the same rise within the noise of a tiny validation part is not overfitting', () => {
    const course = { epochs: 80, ...memorizing, noise: 0.01, validationLossError: 0.2 };
    expect(faultShare('overfitting', course)).toBe(0);
  });

  test('still improving, whatever the schedule', () => {
    const course = { epochs: 60, train: decay(0.69, 0.2, 60), validation: decay(0.7, 0.2, 60), noise: 0.004 };
    expect(faultShare('still-improving', course)).toBeGreaterThanOrEqual(0.95);
    expect(
      faultShare('still-improving', { ...course, epochs: 60, changes: { 'training.epochs': 500 } }),
    ).toBe(0);
  });

  test('still improving behind a learning rate that decayed to nothing', () => {
    const cosine = (epoch: number) => 0.0005 * (1 + Math.cos((Math.PI * (epoch - 1)) / 40));
    // The curve follows the distance covered: the sum of the rates.
    const covered = (epoch: number) => epoch + (40 / Math.PI) * Math.sin((Math.PI * epoch) / 40);
    const validation = (epoch: number) => 0.05 + 0.6 * Math.exp(-covered(epoch) / 40);
    const run = syntheticRun({ epochs: 40, train: validation, validation, noise: 0.003, seed: 1 });
    const epochs = run.epochs.map((epoch) => ({ ...epoch, learningRate: cosine(epoch.epoch) }));
    const finding = diagnose({ ...run, epochs }).find(({ rule }) => rule === 'still-improving');
    expect(finding?.explanation).toContain('decayed');
    expect(finding?.confidence).toBeLessThanOrEqual(0.7);
    const constant = diagnose({ ...run, epochs: epochs.map((epoch) => ({ ...epoch, learningRate: 1 })) });
    expect(constant.some(({ rule }) => rule === 'still-improving')).toBe(false);
  });

  test('a training loss that falls on after validation has turned is not too little training', () => {
    const changes = { 'training.early-stopping': false };
    const course = { epochs: 100, train: decay(0.69, 0.05, 60), validation: (e: number) => 0.55 + 0.001 * e };
    expect(faultShare('underfitting', { ...course, noise: 0.01, validationLossError: 0.05, changes })).toBe(
      0,
    );
  });

  test('a wide gap without a rise is worth a notice', () => {
    const wide = { train: decay(0.69, 0.05, 8), validation: healthy.validation, noise: 0.005, epochs: 80 };
    const finding = diagnose(syntheticRun({ ...wide, seed: 1 })).find(({ rule }) => rule === 'overfitting');
    expect(finding?.severity).toBe('notice');
    expect(finding?.confidence).toBe(0.7);
    expect(faultShare('overfitting', { ...wide, validationLossError: 0.3 })).toBe(0);
  });

  test.each<[string, Record<string, RecipeValue>, RegExp]>([
    ['by regularization', { 'model.dropout': 0.9 }, /dropout of 0\.9/],
    ['by an L2 penalty', { 'training.l2': 1 }, /L2 penalty of 1/],
    ['by capacity', { 'model.hidden': [2] }, /at most 2 units/],
    ['by no hidden layer', { 'model.hidden': [] }, /no hidden layer/],
  ])('underfitting %s', (_name, changes, words) => {
    const poor = { train: decay(0.69, 0.52, 5), validation: decay(0.7, 0.53, 5) };
    const run = syntheticRun({ epochs: 60, ...poor, noise: 0.004, changes, seed: 3 });
    const finding = diagnose(run).find(({ rule }) => rule === 'underfitting');
    expect(finding?.explanation).toMatch(words);
    expect(finding?.remedies.length).toBeGreaterThan(0);
  });

  test('where every hidden weight starts at 0, another initialization comes before all else', () => {
    const changes = { 'model.initializer': 'zeros' };
    const courses = {
      underfitting: { train: decay(0.69, 0.52, 5), validation: decay(0.7, 0.53, 5) },
      'worse-than-baseline': { train: () => 0.68, validation: () => 0.692 },
      'still-improving': {
        train: (e: number) => 0.7 - 0.003 * e,
        validation: (e: number) => 0.7 - 0.0028 * e,
      },
    };
    for (const [rule, course] of Object.entries(courses)) {
      const run = syntheticRun({ epochs: 100, ...course, noise: 0.002, changes, seed: 3 });
      const finding = diagnose(run).find((one) => one.rule === rule);
      expect(finding?.remedies[0]?.changes, rule).toEqual({ 'model.initializer': 'he-normal' });
    }
    const flat = { ...changes, 'model.hidden': [] };
    const run = syntheticRun({ epochs: 100, ...courses.underfitting, noise: 0.002, changes: flat, seed: 3 });
    for (const { remedies } of diagnose(run))
      expect(remedies.some((remedy) => 'model.initializer' in remedy.changes)).toBe(false);
  });

  test('underfitting by too little training', () => {
    const slow = { train: decay(0.69, 0.1, 60), validation: decay(0.7, 0.1, 60) };
    const changes = { 'training.learning-rate': 1e-5 };
    const run = syntheticRun({ epochs: 20, ...slow, noise: 0.002, changes, seed: 3 });
    const finding = diagnose(run).find(({ rule }) => rule === 'underfitting');
    expect(finding?.explanation).toMatch(/still falling.*0\.00001|still falling.*1e-5/);
    expect(finding?.remedies[0]?.changes).toEqual({ 'training.learning-rate': 0.001 });
  });

  test('no better than a trivial model', () => {
    const idle = { train: () => 0.68, validation: () => 0.692 };
    expect(faultShare('worse-than-baseline', { epochs: 60, ...idle, noise: 0.005 })).toBe(1);
    const unsure = { epochs: 60, ...healthy, noise: 0.01, validationLossError: 0.3, seed: 1 };
    const finding = diagnose(syntheticRun(unsure)).find(({ rule }) => rule === 'worse-than-baseline');
    expect(finding?.severity).toBe('notice');
    expect(finding?.remedies.map(({ changes }) => changes)).toEqual([{ 'split.validation': 0.3 }]);
  });

  test('wrong confidences with right classes are not called worthless', () => {
    const idle = syntheticRun({
      epochs: 60,
      train: () => 0.68,
      validation: () => 0.7,
      noise: 0.004,
      seed: 1,
    });
    const metrics = { train: { accuracy: 0.9 }, validation: { accuracy: 0.9 }, test: null };
    expect(diagnose({ ...idle, metrics }).some(({ rule }) => rule === 'worse-than-baseline')).toBe(false);
  });

  test('divergence: a loss that is not a number, in the first epoch or later, while training too', () => {
    const run = syntheticRun({ epochs: 20, ...healthy, noise: 0.002, seed: 1 });
    for (const first of [1, 12]) {
      const epochs = run.epochs
        .slice(0, 14)
        .map((epoch) => (epoch.epoch >= first ? { ...epoch, trainLoss: null, validationLoss: null } : epoch));
      const findings = diagnose({ ...run, epochs, over: false, bestEpoch: first - 1 });
      expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([['divergence', 'critical']]);
      expect(findings[0]!.explanation).toContain(`In epoch ${first} `);
      expect(findings[0]!.remedies[0]!.changes).toEqual({ 'training.learning-rate': 1e-4 });
    }
  });

  test('divergence: a loss that exploded at once', () => {
    const burst = { train: () => 900, validation: () => 950 };
    expect(faultShare('divergence', { epochs: 10, ...burst, noise: 5 })).toBe(1);
  });
});

describe('the best epoch', () => {
  test('early stopping saved the rest of the run', () => {
    const changes = { 'training.epochs': 200, 'training.early-stopping.patience': 20 };
    const run = syntheticRun({ epochs: 60, ...healthy, noise: 0.004, changes, seed: 2 });
    const stopped = { ...run, epochs: run.epochs.slice(0, 60), bestEpoch: 38 };
    const finding = diagnose(stopped).find(({ rule }) => rule === 'best-epoch');
    expect(finding?.severity).toBe('good');
    expect(finding?.title).toBe('Stopped at the right epoch');
    expect(finding?.explanation).toContain('saved 140 epochs, about 14 s');
    expect(finding?.evidence).toMatchObject({ savedEpochs: 140, bestEpoch: 38 });
  });

  test('without early stopping most of a long run was for nothing', () => {
    const changes = { 'training.early-stopping': false };
    const late = {
      epochs: 200,
      train: decay(0.69, 0, 20),
      validation: (e: number) => 0.4 + 0.002 * e,
      noise: 0.004,
    };
    const run = syntheticRun({ ...late, changes, seed: 2 });
    const finding = diagnose(run).find(({ rule }) => rule === 'best-epoch');
    expect(finding?.severity).toBe('notice');
    expect(finding?.remedies[0]?.changes).toEqual({ 'training.early-stopping': true });
  });

  test('early stopping that lost patience in a noisy descent is told to wait', () => {
    const changes = { 'training.early-stopping.patience': 6, 'training.epochs': 500 };
    const falling = {
      epochs: 60,
      train: decay(0.69, 0.2, 60),
      validation: decay(0.7, 0.2, 60),
      noise: 0.012,
    };
    const verdicts = SEEDS.map((seed) => {
      const run = syntheticRun({ ...falling, changes, seed });
      const sinceBest = run.epochs.length - run.bestEpoch;
      if (sinceBest > 6) return null;
      // The run ends where patience ran out: six epochs after the best so far.
      const end = run.epochs.map((epoch) =>
        epoch.epoch > 54 ? { ...epoch, validationLoss: epoch.validationLoss! + 0.02 } : epoch,
      );
      return diagnose({ ...run, epochs: end, bestEpoch: 54 }).find(({ rule }) => rule === 'best-epoch');
    }).filter((finding) => finding?.severity === 'notice');
    expect(verdicts.length).toBeGreaterThan(0);
    expect(verdicts[0]!.remedies[0]!.changes).toEqual({ 'training.early-stopping.patience': 18 });
  });
});

/** Recipes from anywhere in the ranges of the fields. */
const anyRecipe = fc
  .array(
    fc.constantFrom(...listPaths()).chain((field) => {
      const value: fc.Arbitrary<RecipeValue> =
        field.type === 'boolean'
          ? fc.boolean()
          : field.type === 'choice'
            ? fc.constantFrom(...field.options.map(({ kind }) => kind))
            : field.type === 'integers'
              ? fc.array(fc.integer({ min: 1, max: 2000 }), { maxLength: 3 })
              : field.minimum === undefined
                ? fc.constant('x')
                : field.type === 'integer'
                  ? fc.integer({ min: field.minimum, max: field.maximum! })
                  : fc.double({ min: field.minimum, max: field.maximum!, noNaN: true });
      return value.map((wanted) => [field.path, wanted] as const);
    }),
    { maxLength: 12 },
  )
  .map((changes) =>
    changes.reduce((recipe, [path, value]) => {
      try {
        return setPath(recipe, path, value);
      } catch {
        return recipe;
      }
    }, defaultRecipe('y')),
  );

test('every remedy for any recipe can be applied, changes it, and leaves it valid', () => {
  const kinds = [
    healthy,
    memorizing,
    { train: () => 0.68, validation: () => 0.7 },
    { train: () => 99, validation: () => 99 },
  ];
  const steady = { train: (e: number) => 0.69 - 0.003 * e, validation: (e: number) => 0.7 - 0.003 * e };
  let remedies = 0;
  fc.assert(
    fc.property(
      anyRecipe,
      fc.constantFrom(...kinds, steady),
      fc.boolean(),
      fc.integer({ min: 1, max: 45 }),
      (recipe, course, over, epochs) => {
        const run = syntheticRun({ epochs, ...course, noise: 0.003, seed: 5 });
        const planned: Recipe = { ...recipe, training: { ...recipe.training, epochs } };
        for (const finding of diagnose({ ...run, over, recipe: planned })) {
          expect(finding.severity).not.toBe('error');
          expect(findingSchema.parse(finding)).toEqual(finding);
          for (const { changes } of finding.remedies) {
            remedies++;
            const changed = applyChanges(planned, changes);
            expect(recipeSchema.parse(changed)).toEqual(changed);
            for (const path of Object.keys(changes))
              expect(diffRecipes(planned, changed).map((change) => change.path)).toContain(path);
          }
        }
      },
    ),
    { seed: 1, numRuns: 300 },
  );
  expect(remedies).toBeGreaterThan(200);
});

test('findings carry finite numbers only', () => {
  for (const course of [healthy, memorizing]) {
    const findings: Finding[] = diagnose(syntheticRun({ epochs: 60, ...course, noise: 0, seed: 1 }));
    for (const { evidence, confidence } of findings)
      for (const value of [confidence, ...Object.values(evidence)])
        expect(Number.isFinite(value ?? 0)).toBe(true);
  }
});
