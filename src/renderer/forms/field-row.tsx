// One line of the form: title, mark of change, help on demand, the control, and what is wrong with its text.
import { type ReactNode, useId, useState } from 'react';
import type { RecipeField } from '../../core/recipe/paths';
import { text } from '../i18n/text';
import { IconButton } from '../ui/button';

export interface FieldRowProps {
  field: RecipeField;
  inner: boolean;
  /** Help of what is chosen now, shown with the field's own. */
  extraHelp: string;
  changed: boolean;
  message: string;
  onReset(): void;
  /** Gets the id for the control and, where there is a message, the id of it. */
  children(ids: { control: string; message: string | undefined }): ReactNode;
}

export function FieldRow({ field, inner, extraHelp, changed, message, onReset, children }: FieldRowProps) {
  const id = useId();
  const [helpOpen, setHelpOpen] = useState(false);
  const help = [field.help, extraHelp].filter((sentence) => sentence !== '');
  const messageId = `${id}-message`;
  const looks = ['field-row', changed ? 'changed' : '', inner ? 'inner' : ''].join(' ');
  return (
    <div className={looks} data-path={field.path}>
      <div className="field-line">
        <label htmlFor={id} title={changed ? text.form.changed : undefined}>
          {field.title}
        </label>
        <div className="field-tools">
          {changed && <IconButton icon="reset" label={text.form.reset(field.title)} onClick={onReset} />}
          {help.length > 0 && (
            <IconButton
              icon="help"
              tone="help"
              label={text.form.help(field.title)}
              aria-expanded={helpOpen}
              aria-controls={`${id}-help`}
              onClick={() => setHelpOpen(!helpOpen)}
            />
          )}
        </div>
        <div className="field-control">
          {children({ control: id, message: message === '' ? undefined : messageId })}
        </div>
      </div>
      {message !== '' && (
        <p className="field-message" id={messageId} role="alert">
          {message}
        </p>
      )}
      {helpOpen && (
        <div className="field-help" id={`${id}-help`}>
          {help.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
      )}
    </div>
  );
}
