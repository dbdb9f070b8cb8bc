// A column before and after preparation, from a quick look at a sample of the rows.
import { useEffect, useState } from 'react';
import type { ErrorReport } from '../../../core/errors';
import type { Recipe } from '../../../core/recipe/recipe';
import type { Distribution, PreparePreview } from '../../../core/run/preparation';
import { formatCount, formatNumber } from '../../format/numbers';
import { text } from '../../i18n/text';
import { roleOf } from '../../state/data-roles';
import { useStore } from '../../state/store';
import { useWorkspace } from '../../state/workspace';
import { Failure } from '../../ui/failure';
import { Select } from '../../ui/select';
import { Bars } from '../data/understanding/bars';
import { Histogram } from '../data/value-picture';
import { StepLine } from './fitted-steps';

/** Changes that come one after the other are one look. */
const restMs = 250;
const mostColumns = 1000;

export function ColumnPicture({ recipe }: { recipe: Recipe }) {
  const { app } = useWorkspace();
  const profile = useStore(app, (state) => state.dataset?.profile ?? null);
  const features = (profile?.columns ?? []).filter(({ name }) => roleOf(recipe.data, name) === 'feature');
  const [chosen, setChosen] = useState('');
  const column = features.find(({ name }) => name === chosen)?.name ?? features[0]?.name ?? '';
  const { look, error } = useLook(recipe, column);
  return (
    <section className="column-picture" aria-labelledby="column-picture">
      <header>
        <h2 id="column-picture">{text.prepare.picture.title}</h2>
        <Select
          label={text.prepare.picture.column}
          value={column}
          options={features.slice(0, mostColumns).map(({ name }) => ({ value: name, title: name }))}
          onChange={setChosen}
        />
      </header>
      {error && <Failure error={error} />}
      {look && look.column === column ? (
        <Look look={look} />
      ) : (
        !error && <p className="quiet">{text.prepare.picture.loading}</p>
      )}
    </section>
  );
}

/** The newest look at the column under the recipe. */
function useLook(recipe: Recipe, column: string): { look: PreparePreview | null; error: ErrorReport | null } {
  const { app, client } = useWorkspace();
  const datasetId = useStore(app, (state) => state.dataset?.datasetId ?? '');
  const [state, setState] = useState<{ look: PreparePreview | null; error: ErrorReport | null }>({
    look: null,
    error: null,
  });
  // The network and its training change nothing of a column.
  const about = JSON.stringify([recipe.data, recipe.prepare, recipe.split]);
  useEffect(() => {
    if (column === '') return;
    let current = true;
    const timer = setTimeout(async () => {
      const answer = await client.call('prepare.preview', { datasetId, recipe, column });
      if (!current) return;
      setState((before) =>
        answer.ok ? { look: answer.value, error: null } : { look: before.look, error: answer.error },
      );
    }, restMs);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [about, column, datasetId, client]);
  return state;
}

function Look({ look }: { look: PreparePreview }) {
  const { column, before, after, columns, steps, rows } = look;
  return (
    <>
      <div className="before-after">
        <div>
          <h3>{text.prepare.picture.before}</h3>
          <DistributionView name={column} distribution={before} />
        </div>
        <div>
          <h3>
            {text.prepare.picture.after}
            <span className="quiet">{text.prepare.picture.becomes(after.length, columns)}</span>
          </h3>
          {after.map(({ name, distribution }) => (
            <div className="after-column" key={name}>
              {after.length > 1 && <h4 title={name}>{name}</h4>}
              <DistributionView name={name} distribution={distribution} small={after.length > 1} />
            </div>
          ))}
        </div>
      </div>
      <ul className="step-lines">
        {steps.map((step) => (
          <StepLine key={step.title} step={step} />
        ))}
      </ul>
      <p className="quiet sampled">
        {text.prepare.picture.sampled(formatCount(rows.sampled), formatCount(rows.all))}
      </p>
    </>
  );
}

function DistributionView({
  name,
  distribution,
  small = false,
}: {
  name: string;
  distribution: Distribution;
  small?: boolean;
}) {
  const { missing } = distribution;
  return (
    <div className="distribution-view">
      {distribution.kind === 'numbers' ? (
        <Numbers distribution={distribution} small={small} />
      ) : (
        <Values name={name} distribution={distribution} />
      )}
      {missing > 0 && <p className="gaps">{text.prepare.picture.missing(formatCount(missing))}</p>}
    </div>
  );
}

function Numbers({
  distribution,
  small,
}: {
  distribution: Extract<Distribution, { kind: 'numbers' }>;
  small: boolean;
}) {
  const { minimum, maximum, counts } = distribution;
  if (minimum === null || maximum === null) return <p className="quiet">{text.prepare.picture.noValues}</p>;
  return (
    <>
      <Histogram bins={counts} tall={!small} />
      <div className="column-range">
        <span>{formatNumber(minimum)}</span>
        <span>{formatNumber(maximum)}</span>
      </div>
    </>
  );
}

function Values({
  name,
  distribution,
}: {
  name: string;
  distribution: Extract<Distribution, { kind: 'values' }>;
}) {
  const { values, others } = distribution;
  const most = Math.max(1, ...values.map(({ count }) => count));
  return (
    <>
      <Bars
        label={text.prepare.picture.barsOf(name)}
        bars={values.map(({ value, count }) => ({
          name: value,
          share: count / most,
          value: formatCount(count),
        }))}
      />
      {others > 0 && <p className="quiet">{text.prepare.picture.others(formatCount(others))}</p>}
    </>
  );
}
