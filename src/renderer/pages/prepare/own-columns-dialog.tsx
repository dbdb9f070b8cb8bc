// Which columns get steps of their own, and which steps.
import { useId, useState } from 'react';
import { type Recipe, recipeSchema } from '../../../core/recipe/recipe';
import { optionTitle } from '../../forms/field-words';
import { text } from '../../i18n/text';
import { roleOf } from '../../state/data-roles';
import { useStore } from '../../state/store';
import { useWorkspace } from '../../state/workspace';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Select } from '../../ui/select';
import { fieldOfStep, type OwnEntry, type OwnStep, ownSteps } from './own-step';

export interface OwnColumnsDialogProps {
  recipe: Recipe;
  /** What is changed; null for a new entry. */
  entry: OwnEntry | null;
  onSave(entry: OwnEntry): void;
  onClose(): void;
}

/** More are found by their name. */
const mostShown = 100;
const asRest = '';

export function OwnColumnsDialog({ recipe, entry, onSave, onClose }: OwnColumnsDialogProps) {
  const [columns, setColumns] = useState<readonly string[]>(entry?.columns ?? []);
  const [steps, setSteps] = useState<Partial<Record<OwnStep, OwnEntry[OwnStep]>>>(() => stepsOf(entry));
  const chosen = ownSteps.filter((step) => steps[step] !== undefined);
  const ready = columns.length > 0 && chosen.length > 0;
  const choose = (step: OwnStep, kind: string) => {
    const { [step]: before, ...others } = steps;
    if (kind === asRest) return setSteps(others);
    setSteps({ ...others, [step]: before?.kind === kind ? before : withDefaults(recipe, step, kind) });
  };
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
      <div className="column-settings">
        {ownSteps.map((step) => (
          <StepChoice key={step} step={step} kind={steps[step]?.kind ?? asRest} onChoose={choose} />
        ))}
      </div>
      <ColumnPicker recipe={recipe} own={entry} chosen={columns} onChange={setColumns} />
    </Dialog>
  );
}

function stepsOf(entry: OwnEntry | null): Partial<Record<OwnStep, OwnEntry[OwnStep]>> {
  const { columns: _, ...steps } = entry ?? { columns: [] };
  return steps;
}

/** A choice with the defaults of its kind, as the recipe's schema fills them in. */
function withDefaults(recipe: Recipe, step: OwnStep, kind: string): OwnEntry[OwnStep] {
  return recipeSchema.parse({ ...recipe, prepare: { ...recipe.prepare, [step]: { kind } } }).prepare[step];
}

function StepChoice({
  step,
  kind,
  onChoose,
}: {
  step: OwnStep;
  kind: string;
  onChoose(step: OwnStep, kind: string): void;
}) {
  const id = useId();
  const field = fieldOfStep(step);
  return (
    <>
      <label htmlFor={id}>{text.prepare.own.steps[step]}</label>
      <Select
        id={id}
        value={kind}
        options={[
          { value: asRest, title: text.prepare.own.asRest },
          ...(field?.options ?? []).map((option) => ({
            value: option.kind,
            title: field ? optionTitle(field, option.kind) : option.kind,
          })),
        ]}
        onChange={(chosen) => onChoose(step, chosen)}
      />
    </>
  );
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
    ({ name }) =>
      roleOf(recipe.data, name) === 'feature' && !taken.has(name) && name.toLowerCase().includes(words),
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
