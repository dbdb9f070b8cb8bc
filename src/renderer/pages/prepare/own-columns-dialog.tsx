// Which columns get steps of their own, and which steps.
import { useState } from 'react';
import type { Recipe } from '../../../core/recipe/recipe';
import { text } from '../../i18n/text';
import { roleOf } from '../../state/data-roles';
import { useStore } from '../../state/store';
import { useWorkspace } from '../../state/workspace';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { type OwnEntry, ownSteps } from './own-step';
import { type ChosenSteps, OwnSteps } from './own-steps';

export interface OwnColumnsDialogProps {
  recipe: Recipe;
  /** What is changed; null for a new entry. */
  entry: OwnEntry | null;
  onSave(entry: OwnEntry): void;
  onClose(): void;
}

/** More are found by their name. */
const mostShown = 100;

export function OwnColumnsDialog({ recipe, entry, onSave, onClose }: OwnColumnsDialogProps) {
  const [columns, setColumns] = useState<readonly string[]>(entry?.columns ?? []);
  const [steps, setSteps] = useState<ChosenSteps>(() => stepsOf(entry));
  const [messages, setMessages] = useState<Readonly<Record<string, string>>>({});
  const chosen = ownSteps.filter((step) => steps[step] !== undefined);
  // A message of a step that is no longer chosen stands nowhere.
  const invalid = Object.entries(messages).some(
    ([path, message]) => message !== '' && chosen.some((step) => path.startsWith(`${step}.`)),
  );
  const ready = columns.length > 0 && chosen.length > 0 && !invalid;
  return (
    <Dialog
      title={text.prepare.own.title}
      className="own-dialog"
      onClose={onClose}
      footer={
        <Button
          look="primary"
          disabled={!ready}
          onClick={() => onSave({ columns: [...columns], ...steps } as OwnEntry)}
        >
          {text.prepare.own.save}
        </Button>
      }
    >
      <p className="quiet">{text.prepare.own.lead}</p>
      <OwnSteps
        steps={steps}
        messages={messages}
        onChange={setSteps}
        onMessage={(path, message) => setMessages((before) => ({ ...before, [path]: message }))}
      />
      <ColumnPicker recipe={recipe} own={entry} chosen={columns} onChange={setColumns} />
    </Dialog>
  );
}

function stepsOf(entry: OwnEntry | null): ChosenSteps {
  const { columns: _, ...steps } = entry ?? { columns: [] };
  return steps;
}

interface ColumnPickerProps {
  recipe: Recipe;
  own: OwnEntry | null;
  chosen: readonly string[];
  onChange(columns: readonly string[]): void;
}

/** Features that no other entry has. */
function ColumnPicker({ recipe, own, chosen, onChange }: ColumnPickerProps) {
  const { app } = useWorkspace();
  const profile = useStore(app, (state) => state.dataset?.profile ?? null);
  const [filter, setFilter] = useState('');
  const taken = new Set(
    recipe.prepare.columns.filter((entry) => entry !== own).flatMap(({ columns }) => columns),
  );
  const words = filter.trim().toLowerCase();
  const found = (profile?.columns ?? []).filter(
    ({ name, type }) =>
      // None of the steps is for texts.
      type !== 'text' &&
      roleOf(recipe.data, name) === 'feature' &&
      !taken.has(name) &&
      name.toLowerCase().includes(words),
  );
  const toggle = (name: string, on: boolean) =>
    onChange(on ? [...chosen, name] : chosen.filter((other) => other !== name));
  return (
    <fieldset className="column-picker">
      <legend>{text.prepare.own.columns}</legend>
      <input
        type="text"
        className="field-box"
        aria-label={text.prepare.own.filter}
        placeholder={text.prepare.own.filter}
        value={filter}
        onChange={(event) => setFilter(event.target.value)}
      />
      <ul>
        {found.slice(0, mostShown).map(({ name, type }) => (
          <li key={name}>
            <label>
              <input
                type="checkbox"
                checked={chosen.includes(name)}
                onChange={(event) => toggle(name, event.target.checked)}
              />
              <span>{name}</span>
              <span className="quiet">{text.data.types[type]}</span>
            </label>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="quiet">{text.prepare.own.noneFound}</p>}
      {found.length > mostShown && <p className="quiet">{text.prepare.own.more(found.length - mostShown)}</p>}
    </fieldset>
  );
}
