// The run in view: its facts, its charts or the same numbers as a table, and what went wrong if it failed.
import { useMemo, useState } from 'react';
import { diffRecipes } from '../../../core/recipe/diff';
import { isOver, type RunRecord } from '../../../core/run/record';
import { createEpochView, type EpochView } from '../../charts/epoch-view';
import { formatCount } from '../../format/numbers';
import { formatDuration } from '../../format/times';
import { describeExecution } from '../../format/runs';
import { text } from '../../i18n/text';
import { activeRun, selectedRun } from '../../state/runs';
import { useStore } from '../../state/store';
import { useWorkspace } from '../../state/workspace';
import { Button } from '../../ui/button';
import { Empty } from '../../ui/empty';
import { Failure } from '../../ui/failure';
import { Segments } from '../../ui/segments';
import { Warnings } from '../../ui/warnings';
import { ChangeList } from './change-list';
import { EpochTable } from './epoch-table';
import { LayersView } from './layers/layers-view';
import { LiveControls } from './live-controls';
import { PreflightPanel } from './preflight/preflight-panel';
import { RunCharts } from './run-charts';

export function RunView() {
  const { runs } = useWorkspace();
  const run = useStore(runs, selectedRun);
  if (!run)
    return (
      <Empty icon="curve" title={text.train.emptyTitle}>
        <p>{text.train.emptyText}</p>
      </Empty>
    );
  return <ShownRun key={run.id} run={run} />;
}

function ShownRun({ run }: { run: RunRecord }) {
  const { runs } = useWorkspace();
  const number = useStore(runs, (state) => state.numbers[run.id] ?? 0);
  const [form, setForm] = useState<'charts' | 'table' | 'layers'>('charts');
  const [log, setLog] = useState(false);
  const view = useMemo(createEpochView, []);
  // A run that failed before its first epoch has nothing to draw.
  const hasEpochs = !isOver(run.state) || run.epochs > 0;
  return (
    <section className="run-view" aria-label={text.train.run(number)}>
      <header className="run-head">
        <h2>{text.train.run(number)}</h2>
        <span className={`state-chip ${run.state}`}>{text.runStates[run.state]}</span>
        {hasEpochs && (
          <div className="run-tools">
            {form !== 'layers' && (
              <fieldset className="segments" aria-label={text.charts.scale}>
                <button
                  type="button"
                  aria-pressed={log}
                  title={text.charts.logHelp}
                  onClick={() => setLog(!log)}
                >
                  {text.charts.log}
                </button>
              </fieldset>
            )}
            <Segments
              label={text.charts.form}
              value={form}
              options={[
                { value: 'charts', title: text.charts.charts },
                { value: 'table', title: text.charts.table },
                { value: 'layers', title: text.layers.tab },
              ]}
              onChange={(shown) => setForm(shown)}
            />
          </div>
        )}
      </header>
      <RunFacts run={run} view={view} />
      <PreflightPanel run={run} />
      <LiveControls run={run} />
      {run.error && <RunError run={run} />}
      <Warnings label={text.train.warnings} warnings={run.warnings ?? []} />
      {hasEpochs &&
        {
          charts: <RunCharts run={run} log={log} view={view} />,
          table: <EpochTable run={run} />,
          layers: <LayersView run={run} view={view} />,
        }[form]}
      <ChangeList run={run} />
    </section>
  );
}

function RunError({ run }: { run: RunRecord }) {
  if (!run.error) return null;
  return (
    <Failure error={run.error}>
      <ResumeButton run={run} />
    </Failure>
  );
}

/** Nothing where there is no checkpoint, or while another run trains. */
function ResumeButton({ run }: { run: RunRecord }) {
  const { runs, training } = useWorkspace();
  const active = useStore(runs, activeRun);
  if (!run.resumable || active) return null;
  return (
    <Button size="small" icon="play" onClick={() => void training.resume(run.id)}>
      {text.train.resume}
    </Button>
  );
}

/** Rows, weights, time and machine in one quiet line, and what can be done with the run as it is shown. */
function RunFacts({ run, view }: { run: RunRecord; view: EpochView }) {
  const { recipe, training } = useWorkspace();
  const zoomed = useStore(view.range, (range) => range !== null);
  const differs = useStore(
    recipe.store,
    ({ present }) => present !== null && diffRecipes(run.recipe, present).length > 0,
  );
  const facts = describeRun(run);
  if (facts === '' && isOver(run.state) && !differs) return null;
  return (
    <div className="run-facts">
      <p className="quiet" title={[facts, run.execution?.reason ?? ''].join('\n').trim()}>
        {facts}
      </p>
      {zoomed && (
        <button type="button" className="link" onClick={view.reset}>
          {text.charts.resetZoom}
        </button>
      )}
      {differs && (
        <button type="button" className="link" onClick={() => training.useRecipe(run)}>
          {text.train.useRecipe}
        </button>
      )}
    </div>
  );
}

function describeRun({ rows, parameters, seconds, execution, state }: RunRecord): string {
  const parts: string[] = [];
  if (rows)
    parts.push(
      text.train.rows(formatCount(rows.train), formatCount(rows.validation), formatCount(rows.test)),
    );
  if (parameters !== null) parts.push(text.train.parameters(formatCount(parameters)));
  if (isOver(state) && seconds > 0) parts.push(formatDuration(seconds));
  if (execution) parts.push(describeExecution(execution));
  return parts.join(' · ');
}
