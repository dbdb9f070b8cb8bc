// The Devices step: what this machine can train on, and how fast each device is on the present recipe.
import { useEffect } from 'react';
import type { Comparison } from '../../../core/run/comparison';
import { candidateName } from '../../../core/run/judge-comparison';
import { text } from '../../i18n/text';
import { activeRun } from '../../state/runs';
import { useStore } from '../../state/store';
import { useWorkspace } from '../../state/workspace';
import { Button } from '../../ui/button';
import { Meter } from '../../ui/meter';
import { ComparisonTable } from './comparison-table';
import { DeviceList } from './device-list';

export function DevicesPage() {
  const { app, ask } = useWorkspace();
  const runtime = useStore(app, (state) => state.runtime);
  const comparison = useStore(app, (state) => state.comparison);
  useEffect(() => {
    // A page that was loaded anew has missed the events so far.
    void ask('devices.comparison', {}).then((last) => {
      if (last) app.set((state) => ({ ...state, comparison: state.comparison ?? last }));
    });
  }, [app, ask]);
  return (
    <div className="scroll-page devices-page">
      <header className="step-head">
        <div>
          <h1>{text.devices.title}</h1>
          <p className="quiet">{text.devices.lead}</p>
        </div>
      </header>
      <DeviceList devices={runtime?.devices ?? []} used={runtime?.device ?? null} />
      <section aria-labelledby="comparison">
        <ComparisonHead comparison={comparison} />
        {comparison && <ComparisonView comparison={comparison} />}
      </section>
    </div>
  );
}

function ComparisonHead({ comparison }: { comparison: Comparison | null }) {
  const { app, runs, recipe, ask } = useWorkspace();
  const training = useStore(runs, (state) => activeRun(state) !== null);
  const dataset = useStore(app, (state) => state.dataset);
  const present = useStore(recipe.store, (state) => state.present);
  const running = comparison?.state === 'running';
  const start = async () => {
    if (!dataset || !present) return;
    const begun = await ask('devices.compare', { datasetId: dataset.datasetId, recipe: present });
    if (begun) app.set((state) => ({ ...state, comparison: begun }));
  };
  return (
    <div className="comparison-head">
      <div>
        <h2 id="comparison">{text.devices.comparison}</h2>
        <p className="quiet">{training ? text.devices.busy : text.devices.comparisonHelp}</p>
      </div>
      {running ? (
        <Button onClick={() => void ask('devices.cancel', {})}>{text.cancel}</Button>
      ) : (
        <Button look="primary" disabled={training || !present} onClick={() => void start()}>
          {comparison ? text.devices.compareAgain : text.devices.compare}
        </Button>
      )}
    </div>
  );
}

function ComparisonView({ comparison }: { comparison: Comparison }) {
  const { state, measurements, data, target, rows, plannedEpochs, error, why } = comparison;
  const at = measurements.findIndex((one) => one.state === 'running');
  const now = measurements[at];
  return (
    <>
      <p className="quiet">{text.devices.on(target, data, rows, plannedEpochs)}</p>
      {state === 'running' && (
        <div className="comparison-progress" role="status">
          <Meter share={now ? at / measurements.length : null} label={text.devices.progress} />
          <p>
            {now
              ? text.devices.measuring(candidateName(now.candidate), at + 1, measurements.length)
              : text.devices.preparing}
          </p>
        </div>
      )}
      {error && (
        <div className="comparison-error selectable" role="alert">
          <p>{error.message}</p>
          {error.fix && <p className="quiet">{error.fix}</p>}
        </div>
      )}
      {state === 'cancelled' && <p>{text.devices.cancelled}</p>}
      {why && <p className="comparison-why">{why}</p>}
      {measurements.length > 0 && <ComparisonTable comparison={comparison} />}
    </>
  );
}
