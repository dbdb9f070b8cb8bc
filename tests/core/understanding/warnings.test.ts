// The warnings: their own examples, what they see, and that what they offer leaves the recipe valid.
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { applyChanges } from '../../../src/core/recipe/paths';
import { defaultRecipe } from '../../../src/core/recipe/recipe';
import { warningSchema } from '../../../src/core/run/understanding';
import { exampleFacts } from '../../../src/core/understanding/example';
import type { Facts } from '../../../src/core/understanding/facts';
import { type AnyWarning, judgeFacts } from '../../../src/core/understanding/understand';
import { ignoring, listed, mend } from '../../../src/core/understanding/warning';
import { warnings } from '../../../src/core/understanding/warnings';

test('the index holds every warning of the folder, and ids are file names', () => {
  const files = readdirSync(new URL('../../../src/core/understanding/warnings', import.meta.url))
    .filter((file) => file !== 'index.ts')
    .map((file) => file.replace(/\.ts$/, ''));
  expect(files.length).toBeGreaterThan(15);
  expect(warnings.map(({ id }) => id).sort()).toEqual(files.sort());
});

describe.each(warnings.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  // Only the declared facts, so that a warning which reads another one sees undefined.
  const only = (facts: Partial<Facts>) =>
    Object.fromEntries(rule.needs.map((need) => [need, facts[need]])) as never;

  test('is raised by its example and not by the other', () => {
    const found = rule.judge(only(rule.examples.hit));
    expect(found).not.toBeNull();
    expect(warningSchema.parse({ id, title: rule.title, ...found })).toBeTruthy();
    expect(found!.text).toMatch(/^["A-Z\d].*[.?]$/);
    expect(found!.evidence.length).toBeGreaterThan(0);
    expect(rule.judge(only(rule.examples.miss))).toBeNull();
  });

  test('has words and a reason', () => {
    for (const words of [rule.title, rule.why]) expect(words.length).toBeGreaterThan(8);
  });

  test('offers a change that leaves the recipe valid and differs from it', () => {
    const { remedy, changes } = rule.judge(only(rule.examples.hit))!;
    expect(remedy === '').toBe(Object.keys(changes).length === 0);
    if (remedy === '') return;
    const { recipe } = exampleFacts;
    expect(applyChanges(recipe, changes)).not.toEqual(recipe);
  });
});

test('healthy facts raise nothing', () => {
  expect(judgeFacts(exampleFacts)).toEqual([]);
});

test('warnings come before notices', () => {
  const rule = (id: string, severity: 'notice' | 'warning'): AnyWarning => ({
    id,
    title: id,
    needs: ['rows'],
    judge: ({ rows }: Pick<Facts, 'rows'>) => ({
      ...{ severity, text: `${rows} rows.`, columns: [], evidence: [], remedy: '', changes: {} },
    }),
  });
  const raised = judgeFacts(exampleFacts, [rule('a', 'notice'), rule('b', 'warning')]);
  expect(raised.map(({ id, text }) => [id, text])).toEqual([
    ['b', '1000 rows.'],
    ['a', '1000 rows.'],
  ]);
});

test('the first wish that can be had is taken', () => {
  const recipe = defaultRecipe('y');
  const impossible = { remedy: 'x', changes: { 'no.such-field': 1 } };
  const nothing = { remedy: 'x', changes: { 'training.epochs': recipe.training.epochs } };
  expect(mend(recipe, impossible, nothing, ignoring(recipe, ['a']))).toEqual({
    remedy: 'Ignore "a"',
    changes: { 'data.ignore': ['a'] },
  });
  expect(mend(recipe, impossible)).toEqual({ remedy: '', changes: {} });
});

test('names in a sentence', () => {
  expect([['a'], ['a', 'b'], ['a', 'b', 'c']].map(listed)).toEqual([
    '"a"',
    '"a" and "b"',
    '"a", "b" and "c"',
  ]);
  expect(listed(['1', '2', '3', '4', '5', '6', '7'])).toBe('"1", "2", "3", "4", "5" and 2 more');
});
