// The effect of a change of the recipe: what to change, from how many seeds, and what the pairs say.
import { useState } from 'react';
import type { RecipeChange } from '../../../../core/recipe/diff';
import { applyChanges, getPath, type RecipeValue } from '../../../../core/recipe/paths';
import type { Recipe } from '../../../../core/recipe/recipe';
import type { Effect } from '../../../../core/run/effect';
import { showValue, titleOfPath } from '../../../forms/field-words';
import { parseNumber } from '../../../forms/parse-number';
import { TextBox } from '../../../forms/text-box';
import { formatInput } from '../../../format/numbers';
import { text } from '../../../i18n/text';
import { useStore } from '../../../state/store';
import { useWorkspace } from '../../../state/workspace';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { Failure } from '../../../ui/failure';
import { Meter } from '../../../ui/meter';
import { Select } from '../../../ui/select';
import { EffectResult } from './effect-result';

export interface EffectDialogProps {
  /** The recipe without the change, and the number of its run. */
  base: Recipe;
  run: number;
  /** The recipe under edit, and how it differs. */
  present: Recipe;
  changes: readonly RecipeChange[];
  onClose(): void;
}

const usualSeeds = 10;
const seedBounds = { type: 'integer', minimum: 2, maximum: 100, maximumLength: undefined } as const;
const everything = 'all';

export function EffectDialog({ base, run, present, changes, onClose }: EffectDialogProps) {
  const { experiments } = useWorkspace();
  const effect = useStore(experiments.store, (state) => state.effect);
  const error = useStore(experiments.store, (state) => state.effectError);
  const [choice, setChoice] = useState(everything);
  const [seeds, setSeeds] = useState(usualSeeds);
  const [message, setMessage] = useState('');
  const running = effect?.state === 'running';
  const single = changes.filter(({ path }) => appliesAlone(base, present, path));
  const start = () => {
    const paths = choice === everything ? changes.map(({ path }) => path) : [choice];
    void experiments.measureEffect({ recipe: base, changes: valuesAt(present, paths), seeds });
  };
  return (
    <Dialog
      title={text.effect.title}
      className="wide"
      onClose={onClose}
      footer={
        running ? (
          <Button onClick={() => void experiments.cancelEffect()}>{text.cancel}</Button>
        ) : (
          <Button look="primary" disabled={message !== '' || changes.length === 0} onClick={start}>
            {effect ? text.effect.again : text.effect.start}
          </Button>
        )
      }
    >
      <p className="quiet">{text.effect.about}</p>
      <div className="effect-settings">
        <label htmlFor="effect-change">{text.effect.change}</label>
        <Select
          id="effect-change"
          value={choice}
          disabled={running}
          options={[
            ...(changes.length === 1 && single.length === 1
              ? []
              : [{ value: everything, title: text.effect.all(changes.length) }]),
            ...single.map(({ path, before, after }) => ({
              value: changes.length === 1 ? everything : path,
              title: describeChange(path, before, after),
            })),
          ]}
          onChange={setChoice}
        />
        <label htmlFor="effect-seeds">{text.effect.seeds}</label>
        <TextBox<number>
          id="effect-seeds"
          value={seeds}
          invalid={message !== ''}
          describedBy={message === '' ? undefined : 'effect-seeds-message'}
          format={formatInput}
          parse={(written) => parseNumber(written, seedBounds)}
          onChange={(parsed) => {
            setMessage('message' in parsed ? parsed.message : '');
            if ('value' in parsed) setSeeds(parsed.value);
          }}
          onStep={(up) => setSeeds(Math.min(100, Math.max(2, seeds + (up ? 1 : -1))))}
          onLeave={() => {}}
        />
        <p className={message === '' ? 'quiet' : 'field-message'} id="effect-seeds-message">
          {message === '' ? text.effect.against(run) : message}
        </p>
      </div>
      {error && <Failure error={error} />}
      {effect && <Measured effect={effect} />}
    </Dialog>
  );
}

function Measured({ effect }: { effect: Effect }) {
  const { state, pairs, planned, share, error } = effect;
  return (
    <section className="measured" aria-label={effect.title}>
      <h3 className="selectable">{effect.changes.map(titleOfChange).join(' · ') || effect.title}</h3>
      <div className="measured-progress" aria-live="polite">
        <span className="quiet">{text.effect.done(pairs.length, planned)}</span>
        {state === 'running' && <Meter share={share === 0 ? null : share} label={text.effect.progress} />}
        {state === 'cancelled' && <span className="quiet">{text.effect.cancelled}</span>}
      </div>
      {error && <Failure error={error} />}
      {pairs.length > 0 && <EffectResult effect={effect} />}
    </section>
  );
}

const titleOfChange = ({ path, before, after }: RecipeChange) => describeChange(path, before, after);

function describeChange(path: string, before: string, after: string): string {
  const shown = (value: string) => (value === '' ? text.unknown : showValue(path, value));
  return text.effect.one(titleOfPath(path), shown(before), shown(after));
}

/** The values that the recipe has at these paths; paths that it does not have are left out. */
function valuesAt(recipe: Recipe, paths: readonly string[]): Record<string, RecipeEffectValue> {
  const values: Record<string, RecipeEffectValue> = {};
  for (const path of paths) {
    const value = getPath(recipe, path);
    if (value !== undefined) values[path] = copyOf(value);
  }
  return values;
}

type RecipeEffectValue = number | string | boolean | (number | string)[] | Record<string, unknown>[];

const copyOf = (value: RecipeValue): RecipeEffectValue =>
  typeof value === 'object' ? ([...value] as RecipeEffectValue) : value;

/** Whether this change makes sense without the others: a parameter of a new choice does not. */
function appliesAlone(base: Recipe, present: Recipe, path: string): boolean {
  try {
    const values = valuesAt(present, [path]);
    applyChanges(base, values);
    return path in values;
  } catch {
    return false;
  }
}
