// Of a choice with many options: what the chosen one is, and the list in which all of them can be read and chosen.
import { type KeyboardEvent, useState } from 'react';
import type { FieldOption } from '../../core/recipe/paths';
import { text } from '../i18n/text';
import { Dialog } from '../ui/dialog';
import { Icon } from '../ui/icon';
import { optionTitle } from './field-words';
import type { FormField } from './form-model';
import { queryWords } from './form-search';
import { Marked } from '../ui/marked';

/** From this many options on a list box alone says too little. */
const many = 8;

export function manyOptions(field: FormField): boolean {
  return field.options.length >= many && field.options.some(({ help }) => help !== undefined);
}

/** Two lines at all times, so that another choice moves nothing. */
export function ChosenOption({
  field,
  kind,
  onChoose,
}: {
  field: FormField;
  kind: string;
  onChoose(kind: string): void;
}) {
  const [open, setOpen] = useState(false);
  const help = field.options.find((option) => option.kind === kind)?.help ?? '';
  return (
    <div className="chosen-option">
      <p title={help}>{help}</p>
      <button
        type="button"
        className="link"
        aria-haspopup="dialog"
        aria-label={text.form.allOptions(field.options.length)}
        title={text.form.allOptions(field.options.length)}
        onClick={() => setOpen(true)}
      >
        {text.form.all(field.options.length)}
      </button>
      {open && (
        <OptionDialog
          field={field}
          kind={kind}
          onClose={(chosen) => {
            setOpen(false);
            if (chosen !== null && chosen !== kind) onChoose(chosen);
          }}
        />
      )}
    </div>
  );
}

interface OptionDialogProps {
  field: FormField;
  kind: string;
  /** Gets the chosen kind, or null where everything stays. */
  onClose(kind: string | null): void;
}

function OptionDialog({ field, kind, onClose }: OptionDialogProps) {
  const [query, setQuery] = useState('');
  const words = queryWords(query);
  const shown = field.options.filter((option) => speaksOf(field, option, words));
  const filter = (
    <input
      type="text"
      role="searchbox"
      className="field-box"
      aria-label={text.form.filterOptions}
      placeholder={text.form.filterOptions}
      value={query}
      onChange={(event) => setQuery(event.target.value)}
    />
  );
  return (
    <Dialog
      title={text.form.optionsOf(field.title)}
      className="options"
      tools={filter}
      footer={<span className="quiet">{text.form.optionKeys}</span>}
      onClose={() => onClose(null)}
      onKeyDown={moveFocus}
    >
      <ul>
        {shown.map((option) => (
          <li key={option.kind}>
            <OptionButton
              field={field}
              option={option}
              words={words}
              current={option.kind === kind}
              onClick={() => onClose(option.kind)}
            />
          </li>
        ))}
        {shown.length === 0 && <li className="quiet nothing">{text.form.nothingFound(query)}</li>}
      </ul>
    </Dialog>
  );
}

interface OptionButtonProps {
  field: FormField;
  option: FieldOption;
  words: readonly string[];
  current: boolean;
  onClick(): void;
}

function OptionButton({ field, option, words, current, onClick }: OptionButtonProps) {
  return (
    <button type="button" className="option" aria-current={current ? 'true' : undefined} onClick={onClick}>
      <strong>
        <Marked words={words}>{optionTitle(field, option.kind)}</Marked>
        {current && <Icon name="check" size={14} />}
      </strong>
      {option.help && (
        <span>
          <Marked words={words}>{option.help}</Marked>
        </span>
      )}
      {option.source && <span className="source">{option.source}</span>}
    </button>
  );
}

function speaksOf(field: FormField, option: FieldOption, words: readonly string[]): boolean {
  const said = ` ${optionTitle(field, option.kind)} ${option.kind} ${option.help ?? ''}`.toLowerCase();
  return words.every((word) => said.includes(word));
}

/** Arrow keys go from option to option, from the search box into the list and back. */
function moveFocus(event: KeyboardEvent, dialog: HTMLDialogElement): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const stops = [...dialog.querySelectorAll<HTMLElement>('input, .option')];
  const next = stops[stops.indexOf(document.activeElement as HTMLElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
