// The parameters of a choice that stands in a list of the recipe, where no path of the form leads: a line for each.
import { z } from 'zod';
import { fieldApplies, fieldValue } from '../../core/recipe/field-access';
import { fieldsOfSchema } from '../../core/recipe/fields';
import type { RecipeField, RecipeValue } from '../../core/recipe/paths';
import { text } from '../i18n/text';
import { FieldControl } from './field-control';
import { FieldRow } from './field-row';
import { type FormField, sameValue } from './form-model';

export interface ChoiceParametersProps<Choice extends object> {
  /** Of all kinds of the choice. */
  schema: z.ZodType<Choice>;
  value: Choice;
  /** Where the choice stands, such as `prepare.features.0`: its fields and messages go by it. */
  place: string;
  /** Messages of invalid text, by path. */
  messages: Readonly<Record<string, string>>;
  onChange(next: Choice, path: string): void;
  onMessage(path: string, message: string): void;
  onLeave(): void;
}

/** Nothing for a kind without parameters. */
export function ChoiceParameters<Choice extends object>(props: ChoiceParametersProps<Choice>) {
  const { schema, value, place } = props;
  const held = { choice: value };
  const fields = parametersOf(schema).filter((field) => fieldApplies(held, field));
  if (fields.length === 0) return null;
  return (
    <div className="choice-parameters">
      {fields.map((field) => (
        <Parameter
          key={`${field.path} ${field.type}`}
          field={{ ...field, path: `${place}.${field.path.split('.').slice(1).join('.')}` }}
          held={held}
          {...props}
        />
      ))}
    </div>
  );
}

interface ParameterProps<Choice extends object> extends ChoiceParametersProps<Choice> {
  field: FormField;
  held: { choice: Choice };
}

function Parameter<Choice extends object>(props: ParameterProps<Choice>) {
  const { field, held, schema, messages, onChange, onMessage, onLeave } = props;
  const value = fieldValue(held, field);
  const message = messages[field.path] ?? '';
  if (value === undefined) return null;
  const put = (next: RecipeValue) => {
    const parsed = schema.safeParse(replaced(held.choice, field.keys.slice(1), next));
    onMessage(field.path, parsed.success ? '' : (parsed.error.issues[0]?.message ?? text.form.refused));
    if (parsed.success) onChange(parsed.data, field.path);
  };
  const standard = field.standard;
  return (
    <FieldRow
      field={field}
      extraHelp=""
      changed={standard !== undefined && !sameValue(value, standard)}
      message={message}
      words={noWords}
      onReset={() => standard !== undefined && put(standard)}
    >
      {(ids) => (
        <FieldControl
          field={field}
          value={value}
          id={ids.control}
          invalid={message !== ''}
          describedBy={ids.message}
          onValue={put}
          onMessage={(next) => onMessage(field.path, next)}
          onLeave={onLeave}
        />
      )}
    </FieldRow>
  );
}

const noWords: readonly string[] = [];

/** A copy with another value at the keys. */
function replaced(node: unknown, [key, ...rest]: readonly string[], value: RecipeValue): unknown {
  if (key === undefined) return value;
  const base = node as Record<string, unknown>;
  return { ...base, [key]: replaced(base[key], rest, value) };
}

const known = new WeakMap<z.ZodType, readonly FormField[]>();

/** The fields of all kinds but the kind itself, their keys led by `choice`. */
function parametersOf(schema: z.ZodType): readonly FormField[] {
  const found = known.get(schema);
  if (found) return found;
  const fields = fieldsOfSchema(z.strictObject({ choice: schema }))
    .filter(({ path }) => path !== 'choice')
    .map(toFormField);
  known.set(schema, fields);
  return fields;
}

function toFormField(field: RecipeField): FormField {
  return { ...field, id: field.path, section: '', switches: [], standard: field.default, depth: 0 };
}
