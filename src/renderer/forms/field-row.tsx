// One line of the form: title, mark of change, help on demand, the control, and what is wrong with its text.
import { type ReactNode, useId, useState } from 'react';
import { text } from '../i18n/text';
import { IconButton } from '../ui/button';
import { Marked } from '../ui/marked';
import type { FormField } from './form-model';

export interface FieldRowProps {
  field: FormField;
  /** Help of what is chosen now, shown with the field's own. */
  extraHelp: string;
  changed: boolean;
  message: string;
  /** Words of a search, to be marked; empty without one. */
  words: readonly string[];
  /** What stands below the line at all times. */
  below?: ReactNode;
  onReset(): void;
  /** Gets the id for the control and, where there is a message, the id of it. */
  children(ids: { control: string; message: string | undefined }): ReactNode;
}

export function FieldRow(props: FieldRowProps) {
  const { field, extraHelp, changed, message, words, below, onReset, children } = props;
  const id = useId();
  const [helpOpen, setHelpOpen] = useState(false);
  const help = [field.help, extraHelp].filter((sentence) => sentence !== '');
  const messageId = `${id}-message`;
  const looks = ['field-row', changed ? 'changed' : '', `depth-${field.depth}`].join(' ');
  return (
    <div className={looks} data-path={field.path}>
      <div className="field-line">
        {/* Stands in the margin, so that nothing moves when it comes and goes. */}
        {changed && (
          <IconButton icon="reset" tone="reset" label={text.form.reset(field.title)} onClick={onReset} />
        )}
        <label htmlFor={id} title={changed ? text.form.changed : undefined}>
          <Marked words={words}>{field.title}</Marked>
        </label>
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
        <div className="field-control">
          {children({ control: id, message: message === '' ? undefined : messageId })}
        </div>
      </div>
      {message !== '' && (
        <p className="field-message" id={messageId} role="alert">
          {message}
        </p>
      )}
      {below}
      {helpOpen && (
        <div className="field-help" id={`${id}-help`}>
          {help.map((sentence) => (
            <p key={sentence}>
              <Marked words={words}>{sentence}</Marked>
            </p>
          ))}
        </div>
      )}
    </div>
  );
}
