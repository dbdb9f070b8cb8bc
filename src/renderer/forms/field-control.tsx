// The control that fits a field: number, list, switch, or a choice.
import { formatValue, type RecipeField, type RecipeValue } from '../../core/recipe/paths';
import { formatInput } from '../format/numbers';
import { Select } from '../ui/select';
import { Switch } from '../ui/switch';
import { IconButton } from '../ui/button';
import { text } from '../i18n/text';
import { ColumnSelect } from './column-select';
import { optionTitle } from './field-words';
import { parseNames, parseNumber, parseNumbers, type Parsed } from './parse-number';
import { stepNumber } from './step-number';
import { TextBox } from './text-box';
import { WordList } from './word-list';

export interface FieldControlProps {
  field: RecipeField;
  value: RecipeValue;
  id: string;
  invalid: boolean;
  describedBy: string | undefined;
  onValue(value: RecipeValue): void;
  onMessage(message: string): void;
  onLeave(): void;
}

export function FieldControl(props: FieldControlProps) {
  const { field, value, id, onValue } = props;
  switch (field.type) {
    case 'number':
    case 'integer':
      return <NumberControl {...props} />;
    case 'integers':
    case 'numbers':
      return <ListControl {...props} />;
    case 'texts':
      return field.words.length > 0 ? (
        <WordList field={field} id={id} value={value as readonly string[]} onValue={onValue} />
      ) : (
        <ListControl {...props} />
      );
    case 'boolean':
      return <Switch id={id} checked={value === true} onChange={onValue} />;
    case 'choice':
      return <ChoiceControl {...props} />;
    case 'records':
      return <RecordsControl {...props} />;
    case 'text':
      return field.column ? (
        <ColumnSelect
          path={field.path}
          id={id}
          value={typeof value === 'string' ? value : ''}
          describedBy={props.describedBy}
          onValue={onValue}
        />
      ) : (
        <TextBox<string>
          {...boxOf(props)}
          value={typeof value === 'string' ? value : ''}
          format={(word) => word}
          parse={(word) => ({ value: word })}
        />
      );
  }
}

/** What all text boxes share: a valid value goes into the recipe, a message stays with the field. */
function boxOf({ id, invalid, describedBy, onValue, onMessage, onLeave }: FieldControlProps) {
  const onChange = (parsed: Parsed<RecipeValue>) => {
    onMessage('message' in parsed ? parsed.message : '');
    if ('value' in parsed) onValue(parsed.value);
  };
  return { id, invalid, describedBy, onLeave, onChange };
}

function NumberControl(props: FieldControlProps) {
  const { field } = props;
  const value = Number(props.value);
  const box = boxOf(props);
  return (
    <TextBox<number>
      {...box}
      value={value}
      unit={field.unit ?? ''}
      format={formatInput}
      parse={(written) => parseNumber(written, field)}
      onStep={(up) => box.onChange({ value: stepNumber(value, field, up) })}
    />
  );
}

function ListControl(props: FieldControlProps) {
  const { field, value } = props;
  const format = (list: readonly (string | number)[]) => list.join(', ');
  const parse = (written: string): Parsed<readonly (string | number)[]> =>
    field.type === 'texts' ? parseNames(written) : parseNumbers(written, field);
  return (
    <TextBox
      {...boxOf(props)}
      value={value as readonly (string | number)[]}
      placeholder={text.form.emptyList}
      format={format}
      parse={parse}
    />
  );
}

/** What was recorded can only be dropped. */
function RecordsControl({ field, value, id, onValue }: FieldControlProps) {
  const count = Array.isArray(value) ? value.length : 0;
  return (
    <span className="records">
      <output id={id}>{(field.given ? text.form.entries : text.form.records)(count)}</output>
      {count > 0 && (
        <IconButton icon="trash" label={text.form.dropRecords(field.title)} onClick={() => onValue([])} />
      )}
    </span>
  );
}

/** The value is the kind; the recipe gives a new kind its default parameters. */
function ChoiceControl({ field, value, id, describedBy, onValue }: FieldControlProps) {
  const options = field.options.map(({ kind }) => ({ value: kind, title: optionTitle(field, kind) }));
  if (options.length === 1)
    return (
      <output id={id} className="only-choice">
        {options[0]?.title}
      </output>
    );
  return (
    <Select
      id={id}
      value={formatValue(value)}
      describedBy={describedBy}
      options={options}
      onChange={onValue}
    />
  );
}
