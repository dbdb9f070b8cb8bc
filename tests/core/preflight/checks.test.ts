// The checks before a training: their own examples, what they see, and the order of what they say.
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { PreflightSignals } from '../../../src/core/preflight/check';
import { checks } from '../../../src/core/preflight/checks';
import { exampleSignals } from '../../../src/core/preflight/example';
import { judgePreflight } from '../../../src/core/preflight/judge-preflight';
import { applyChanges } from '../../../src/core/recipe/paths';
import { checkResultSchema } from '../../../src/core/run/preflight';

test('the index holds every check of the folder, and ids are file names', () => {
  const files = readdirSync(new URL('../../../src/core/preflight/checks', import.meta.url))
    .filter((file) => file !== 'index.ts')
    .map((file) => file.replace(/\.ts$/, ''));
  expect(files.length).toBeGreaterThan(5);
  expect(checks.map((check) => check.id).sort()).toEqual(files.sort());
});

describe.each(checks.map((check) => [check.id, check] as const))('%s', (_id, check) => {
  // Only the declared signals, so that a check which reads another one sees undefined.
  const only = (signals: Partial<PreflightSignals>) =>
    Object.fromEntries(check.needs.map((need) => [need, signals[need]])) as never;

  test('hits its example and is green for the other', () => {
    const found = check.judge(only(check.examples.hit))!;
    expect(['amber', 'red']).toContain(found.light);
    expect(found.explanation).toMatch(/\d.*\.$/);
    const well = check.judge(only(check.examples.miss))!;
    expect(well.light).toBe('green');
    expect(well.remedies).toEqual([]);
    for (const { explanation, figures } of [found, well]) {
      expect(explanation).not.toMatch(/NaN|undefined|null/);
      for (const value of Object.values(figures)) expect(value === null || Number.isFinite(value)).toBe(true);
    }
  });

  test('its remedies leave the recipe valid', () => {
    const found = check.judge(only(check.examples.hit))!;
    for (const { changes, why } of found.remedies) {
      expect(why).toMatch(/\.$/);
      expect(Object.keys(changes).length).toBeGreaterThan(0);
      applyChanges(exampleSignals.recipe, changes);
    }
  });

  test('has words and a reason', () => {
    for (const words of [check.title, check.failureTitle, check.why]) expect(words.length).toBeGreaterThan(8);
  });
});

describe('judging', () => {
  const judged = (change: Partial<PreflightSignals>) => judgePreflight({ ...exampleSignals, ...change });
  const lightOf = (id: string, change: Partial<PreflightSignals>) =>
    judged(change).find((result) => result.id === id)?.light;

  test('a run in order is green throughout', () => {
    const results = judged({});
    expect(results).toHaveLength(checks.length);
    expect(results.map(({ light }) => light)).toEqual(checks.map(() => 'green'));
    for (const result of results) checkResultSchema.parse(result);
  });

  test('the worst light comes first', () => {
    const results = judged({
      zeroed: { ...exampleSignals.zeroed!, givenLoss: 0.8 },
      untrained: { ...exampleSignals.untrained, loss: 90 },
    });
    expect(results.slice(0, 3).map(({ light }) => light)).toEqual(['red', 'amber', 'green']);
    expect(results[0]!.id).toBe('untrained-loss');
  });

  test('experiments that were not possible are left out', () => {
    const ids = judged({ fewRows: null, firstSteps: null, zeroed: null }).map(({ id }) => id);
    expect(ids).not.toContain('few-rows');
    expect(ids).not.toContain('learning-rate');
    expect(ids).not.toContain('unused-inputs');
    expect(ids).toHaveLength(checks.length - 3);
  });

  test('a check that throws is told and harms no other', () => {
    const broken = {
      ...checks[0],
      judge: () => {
        throw new Error('it broke');
      },
    };
    const results = judgePreflight(exampleSignals, [broken, checks[1]]);
    expect(results.map(({ light }) => light)).toEqual(['amber', 'green']);
    expect(results[0]!.explanation).toContain('it broke');
  });

  test('loss that is not finite, layer without finite gradient: red', () => {
    expect(lightOf('untrained-loss', { untrained: { ...exampleSignals.untrained, loss: null } })).toBe('red');
    const layers = exampleSignals.layers.map((layer) => ({ ...layer, gradientNorm: null }));
    expect(lightOf('gradient-flow', { layers })).toBe('red');
    expect(lightOf('few-rows', { fewRows: { ...exampleSignals.fewRows!, lastLoss: null } })).toBe('red');
    expect(lightOf('learning-rate', { firstSteps: { ...exampleSignals.firstSteps!, lastLoss: null } })).toBe(
      'red',
    );
  });

  test('dead and saturated activations name their layer', () => {
    for (const [how, share, light] of [
      ['dead', 0.6, 'amber'],
      ['saturated', 0.97, 'red'],
    ] as const) {
      const layers = exampleSignals.layers.map((layer) =>
        layer.activation ? { ...layer, activation: { ...layer.activation, [how]: share } } : layer,
      );
      const found = judged({ layers }).find(({ id }) => id === 'gradient-flow')!;
      expect(found.light).toBe(light);
      expect(found.explanation).toContain('activation-1 (ReLU)');
    }
  });

  test('a warm-up softens the verdict on the rate', () => {
    const firstSteps = { ...exampleSignals.firstSteps!, lastLoss: 5000 };
    const { recipe } = exampleSignals;
    const warm = { ...recipe, training: { ...recipe.training, warmup: 2 } };
    expect(lightOf('learning-rate', { firstSteps })).toBe('red');
    expect(lightOf('learning-rate', { firstSteps, recipe: warm })).toBe('amber');
  });

  test('a rate that moves nothing is told', () => {
    const layers = exampleSignals.layers.map((layer) => ({ ...layer, updateRatio: 1e-9 }));
    expect(lightOf('learning-rate', { layers })).toBe('amber');
  });

  test('a target far from 0 that is not standardized', () => {
    const untrained = { rows: 256, loss: 410, zeroLoss: 400, constantLoss: 9 };
    expect(lightOf('untrained-loss', { task: 'regression', untrained })).toBe('amber');
  });

  test('tiny batches may hold one class', () => {
    expect(lightOf('uniform-batches', { batches: { rows: 2, batches: 10, uniform: 9 } })).toBeUndefined();
  });
});
