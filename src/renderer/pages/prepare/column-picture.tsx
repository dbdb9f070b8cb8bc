// A column before and after preparation, from a quick look at a sample of the rows.
import { useEffect, useState } from 'react';
import type { ErrorReport } from '../../../core/errors';
import type { Recipe } from '../../../core/recipe/recipe';
import type { PreparePreview } from '../../../core/run/preparation';
import { formatCount } from '../../format/numbers';
import { text } from '../../i18n/text';
import { roleOf } from '../../state/data-roles';
import { useStore } from '../../state/store';
import { useWorkspace } from '../../state/workspace';
import { Failure } from '../../ui/failure';
import { Select } from '../../ui/select';
import { DistributionView, isMark, MarkBars } from './distribution-view';
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
  // Windows are made of the whole series, and it is they that are prepared.
  const isSeries = recipe.series.enabled;
  const { look, error } = useLook(recipe, isSeries ? '' : column);
  return (
    <section className="column-picture" aria-labelledby="column-picture">
      <header>
        <h2 id="column-picture">{text.prepare.picture.title}</h2>
        {!isSeries && (
          <Select
            label={text.prepare.picture.column}
            value={column}
            options={features.slice(0, mostColumns).map(({ name }) => ({ value: name, title: name }))}
            onChange={setChosen}
          />
        )}
      </header>
      {!isSeries && error && <Failure error={error} />}
      {isSeries ? (
        <p className="quiet">{text.prepare.picture.windows(recipe.series.length)}</p>
      ) : look ? (
        // The picture before stays, so that nothing jumps.
        <div className={look.column === column ? 'look' : 'look stale'} aria-busy={look.column !== column}>
          <Look look={look} />
        </div>
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
  const { column, before, after, columns, leftOut, steps, rows } = look;
  const marks = after.filter(isMark);
  const measured = after.filter((one) => !isMark(one));
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
          {leftOut !== '' && <p className="quiet">{leftOut}</p>}
          {measured.map(({ name, distribution }) => (
            <div className="after-column" key={name}>
              {after.length > 1 && <h4 title={name}>{name}</h4>}
              <DistributionView name={name} distribution={distribution} small={after.length > 1} />
            </div>
          ))}
          {marks.length > 0 && <MarkBars column={column} marks={marks} rows={rows.sampled} />}
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
