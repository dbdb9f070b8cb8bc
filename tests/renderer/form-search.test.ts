// The search of the form without a page: synonyms that lead somewhere, one line a path, what is missing.
import { expect, test } from 'vitest';
import { listPaths, setPath } from '../../src/core/recipe/paths';
import { defaultRecipe } from '../../src/core/recipe/recipe';
import { formFields, formSections } from '../../src/renderer/forms/form-model';
import { searchFields } from '../../src/renderer/forms/form-search';
import { resetFields } from '../../src/renderer/forms/form-view';
import { text } from '../../src/renderer/i18n/text';

const recipe = defaultRecipe('species');
const paths = (query: string, of = recipe) => searchFields(query, of).map(({ field }) => field.path);

test('every synonym belongs to a field or an option that exists', () => {
  const known = new Set(
    listPaths().flatMap(({ path, options }) => [path, ...options.map(({ kind }) => kind)]),
  );
  expect(Object.keys(text.form.synonyms).filter((name) => !known.has(name))).toEqual([]);
});

test('each path is found once, by its own title and by its path', () => {
  for (const { path, title } of formFields()) {
    expect(
      paths(title).filter((found) => found === path),
      title,
    ).toHaveLength(1);
    expect(paths(path), path).toContain(path);
  }
});

test('a field of another choice says what it takes, the outermost choice first', () => {
  const [rho] = searchFields('training.optimizer.rho', recipe);
  expect(rho?.missing.map(({ field }) => field.path)).toEqual(['training.optimizer']);
  expect(rho?.missing[0]?.values.map(({ value }) => value)).toContain('rmsprop');
  const chosen = setPath(recipe, 'training.optimizer', 'rmsprop');
  expect(searchFields('training.optimizer.rho', chosen)[0]?.missing).toEqual([]);
});

test('a field under a switch that is off asks for the switch', () => {
  const [corruption] = searchFields('corruption', recipe);
  expect(corruption?.missing.map(({ field, values }) => [field.path, values[0]?.value])).toEqual([
    ['training.pretraining', true],
  ]);
});

test('any section can be put back to the defaults, whatever was chosen in it', () => {
  for (const section of formSections()) {
    const choices = section.fields.filter(({ type, owner }) => type === 'choice' && owner === null);
    for (const { path, options } of choices)
      for (const { kind } of options)
        expect(resetFields(setPath(recipe, path, kind), section.fields), `${path} ${kind}`).toEqual(recipe);
  }
});
