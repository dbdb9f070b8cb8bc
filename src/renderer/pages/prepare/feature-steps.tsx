// The steps over all prepared columns, in their order, each with its parameters.
import { useId } from 'react';
import { listPaths } from '../../../core/recipe/paths';
import { type Recipe, recipeSchema } from '../../../core/recipe/recipe';
import { parseNumber } from '../../forms/parse-number';
import { TextBox } from '../../forms/text-box';
import { formatInput } from '../../format/numbers';
import { text } from '../../i18n/text';
import { useStore } from '../../state/store';
import { useWorkspace } from '../../state/workspace';
import { IconButton } from '../../ui/button';
import { Select } from '../../ui/select';

type Step = Recipe['prepare']['features'][number];

export function FeatureSteps({ recipe }: { recipe: Recipe }) {
  const { recipe: history } = useWorkspace();
  const steps = recipe.prepare.features;
  const put = (features: readonly { kind: string }[], topic = '') => {
    const parsed = recipeSchema.safeParse({ ...recipe, prepare: { ...recipe.prepare, features } });
    if (!parsed.success) return false;
    history.change(parsed.data, topic);
    return true;
  };
  const kinds = listPaths().find(({ path }) => path === 'prepare.features')?.items ?? [];
  const titleOf = (kind: string) => kinds.find((item) => item.kind === kind)?.title ?? kind;
  return (
    <section className="own-steps" data-path="prepare.features">
      <h3>{text.prepare.features.title}</h3>
      <p className="quiet">{steps.length === 0 ? text.prepare.features.none : text.prepare.features.lead}</p>
      <ol>
        {steps.map((step, i) => (
          // Steps have no identity but their place.
          <li key={i}>
            <div className="feature-step">
              <strong>{titleOf(step.kind)}</strong>
              {i > 0 && (
                <IconButton
                  icon="undo"
                  label={text.prepare.features.up(titleOf(step.kind))}
                  onClick={() => put(moved(steps, i))}
                />
              )}
              <IconButton
                icon="trash"
                label={text.prepare.features.drop(titleOf(step.kind))}
                onClick={() => put(steps.filter((_, place) => place !== i))}
              />
            </div>
            <Parameters
              step={step}
              place={`prepare.features.${i}`}
              onChange={(name, value) =>
                put(
                  steps.map((other, place) => (place === i ? { ...other, [name]: value } : other)),
                  `prepare.features.${i}.${name}`,
                )
              }
            />
          </li>
        ))}
      </ol>
      <Select
        value=""
        label={text.prepare.features.add}
        options={[
          { value: '', title: text.prepare.features.choose },
          ...kinds.map(({ kind }) => ({ value: kind, title: titleOf(kind) })),
        ]}
        onChange={(kind) => kind !== '' && put([...steps, { kind }])}
      />
    </section>
  );
}

function moved(steps: readonly Step[], place: number): Step[] {
  const next = [...steps];
  const [step] = next.splice(place, 1);
  if (step) next.splice(place - 1, 0, step);
  return next;
}

interface ParametersProps {
  step: Step;
  /** Path under which messages are kept. */
  place: string;
  onChange(name: string, value: number): boolean;
}

/** The numbers of a step; its other parameters keep their defaults. */
function Parameters({ step, place, onChange }: ParametersProps) {
  const numbers = Object.entries(step).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number',
  );
  return (
    <div className="feature-parameters">
      {numbers.map(([name, value]) => (
        <Parameter key={name} name={name} value={value} path={`${place}.${name}`} onChange={onChange} />
      ))}
    </div>
  );
}

const anyNumber = {
  type: 'number',
  minimum: undefined,
  maximum: undefined,
  maximumLength: undefined,
} as const;

function Parameter({
  name,
  value,
  path,
  onChange,
}: {
  name: string;
  value: number;
  path: string;
  onChange: ParametersProps['onChange'];
}) {
  const { recipe: history } = useWorkspace();
  const id = useId();
  const message = useStore(history.store, (state) => state.invalid[path] ?? '');
  return (
    <>
      <label htmlFor={id}>{inWords(name)}</label>
      <TextBox<number>
        id={id}
        value={value}
        invalid={message !== ''}
        describedBy={undefined}
        format={formatInput}
        parse={(written) => parseNumber(written, anyNumber)}
        onChange={(parsed) => {
          const refused =
            'message' in parsed ? parsed.message : onChange(name, parsed.value) ? '' : text.form.refused;
          history.mark(path, refused);
        }}
        onLeave={history.seal}
      />
      {message !== '' && (
        <p className="field-message" role="alert">
          {message}
        </p>
      )}
    </>
  );
}

/** `minimumShare` as Minimum share. */
function inWords(name: string): string {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
