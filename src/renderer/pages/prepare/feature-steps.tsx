// The steps over all prepared columns, in their order, each with its parameters.
import { featureStepSchema } from '../../../core/choices/feature-steps';
import { listPaths } from '../../../core/recipe/paths';
import { type Recipe, recipeSchema } from '../../../core/recipe/recipe';
import { ChoiceParameters } from '../../forms/choice-parameters';
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
    if (parsed.success) history.change(parsed.data, topic);
  };
  const addStep = (kind: string) => put([...steps, { kind }]);
  const kinds = listPaths().find(({ path }) => path === 'prepare.features')?.items ?? [];
  const titleOf = (kind: string) => kinds.find((item) => item.kind === kind)?.title ?? kind;
  const helpOf = (kind: string) => kinds.find((item) => item.kind === kind)?.help ?? '';
  const messages = useStore(history.store, (state) => state.invalid);
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
                  icon="up"
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
            <p className="quiet step-help">{helpOf(step.kind)}</p>
            <ChoiceParameters
              schema={featureStepSchema}
              value={step}
              place={`prepare.features.${i}`}
              messages={messages}
              onChange={(next, path) =>
                put(
                  steps.map((other, place) => (place === i ? next : other)),
                  path,
                )
              }
              onMessage={history.mark}
              onLeave={history.seal}
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
        onChange={(kind) => kind !== '' && addStep(kind)}
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
