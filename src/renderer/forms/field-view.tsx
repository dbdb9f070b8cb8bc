// A field of the recipe under edit: its line with the control bound to the recipe.
import { getPath, type RecipeField, type RecipeValue } from '../../core/recipe/paths';
import type { Recipe } from '../../core/recipe/recipe';
import { text } from '../i18n/text';
import { useStore } from '../state/store';
import { useWorkspace } from '../state/workspace';
import { FieldControl } from './field-control';
import { FieldRow } from './field-row';
import { isChanged, isInner } from './form-fields';

const typed: readonly RecipeField['type'][] = ['number', 'integer', 'integers', 'text', 'texts'];

export function FieldView({ field, recipe }: { field: RecipeField; recipe: Recipe }) {
  const { recipe: history } = useWorkspace();
  const message = useStore(history.store, (state) => state.invalid[field.path] ?? '');
  const value = getPath(recipe, field.path);
  if (value === undefined) return null;
  const put = (next: RecipeValue) => {
    // Letters typed one after the other are one change; each switch or choice is a change of its own.
    if (!typed.includes(field.type)) history.seal();
    if (!history.edit(field.path, next)) history.mark(field.path, text.form.refused);
  };
  const reset = () => {
    history.mark(field.path, '');
    history.seal();
    if (field.default !== undefined) put(field.default);
    history.seal();
  };
  const option = field.options.find(({ kind }) => kind === value);
  return (
    <FieldRow
      field={field}
      inner={isInner(field)}
      extraHelp={option?.help ?? ''}
      changed={isChanged(field, recipe)}
      message={message}
      onReset={reset}
    >
      {(ids) => (
        <FieldControl
          field={field}
          value={value}
          id={ids.control}
          invalid={message !== ''}
          describedBy={ids.message}
          onValue={put}
          onMessage={(next) => history.mark(field.path, next)}
          onLeave={history.seal}
        />
      )}
    </FieldRow>
  );
}
