// A field of the recipe under edit: its line with the control bound to the recipe.
import { memo } from 'react';
import {
  fieldApplies,
  fieldValue,
  formatValue,
  type RecipeField,
  type RecipeValue,
} from '../../core/recipe/paths';
import type { RecipeHistory } from '../state/recipe-history';
import { text } from '../i18n/text';
import { useStore } from '../state/store';
import { useWorkspace } from '../state/workspace';
import { FieldControl } from './field-control';
import { FieldRow } from './field-row';
import { fieldTools } from './field-tools';
import { type FormField, sameValue } from './form-model';
import { ChosenOption, manyOptions } from './option-list';

const typed: readonly RecipeField['type'][] = ['number', 'integer', 'integers', 'numbers', 'text', 'texts'];

/** Draws itself anew only when its own value or message changes, so a letter typed in one field costs that field. */
export const FieldView = memo(function FieldView({
  field,
  words = noWords,
}: {
  field: FormField;
  words?: readonly string[];
}) {
  const { recipe: history } = useWorkspace();
  const message = useStore(history.store, (state) => state.invalid[field.path] ?? '');
  const value = useStore(history.store, ({ present }) =>
    present && fieldApplies(present, field) ? fieldValue(present, field) : undefined,
  );
  if (value === undefined) return null;
  const put = (next: RecipeValue) => putValue(history, field, next);
  const option = field.options.find(({ kind }) => kind === value);
  const many = manyOptions(field);
  const Tool = fieldTools[field.path];
  return (
    <FieldRow
      field={field}
      // Of many options, the help of the one that is chosen stands below the line anyhow.
      extraHelp={many ? '' : (option?.help ?? '')}
      changed={field.standard !== undefined && !sameValue(value, field.standard)}
      message={message}
      words={words}
      below={
        <>
          {many && <ChosenOption field={field} kind={formatValue(value)} onChoose={put} />}
          {Tool && <Tool />}
        </>
      }
      onReset={() => resetValue(history, field)}
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
});

const noWords: readonly string[] = [];

function putValue(history: RecipeHistory, field: FormField, value: RecipeValue): void {
  // Letters typed one after the other are one change; each switch or choice is a change of its own.
  if (!typed.includes(field.type)) history.seal();
  if (!history.edit(field.path, value)) history.mark(field.path, text.form.refused);
}

function resetValue(history: RecipeHistory, field: FormField): void {
  history.mark(field.path, '');
  history.seal();
  if (field.standard !== undefined) putValue(history, field, field.standard);
  history.seal();
}
