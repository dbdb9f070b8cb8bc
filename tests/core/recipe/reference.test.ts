// The generated reference: fresh, and complete.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { listPaths } from '../../../src/core/recipe/paths';
import { recipeReference } from '../../../src/core/recipe/reference';

test('docs/generated/choices.md is fresh; if not, run node scripts/docs.mjs', () => {
  const file = new URL('../../../docs/generated/choices.md', import.meta.url);
  expect(readFileSync(file, 'utf8')).toBe(recipeReference());
});

test('every path has a heading, every choice its words and source', () => {
  const text = recipeReference();
  for (const { path, options } of listPaths()) {
    expect(text).toContain(`### \`${path}\`\n`);
    for (const { kind, source } of options) {
      expect(text).toContain(`\`${kind}\``);
      if (source) expect(text).toContain(`Source: ${source}.`);
    }
  }
  expect(text).not.toMatch(/undefined|\[object/);
});
