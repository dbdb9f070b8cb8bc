// The Export step: the model of the run in view as a folder for elsewhere, and predictions for a file right here.
import { hasModel, selectedRun } from '../../state/runs';
import { text } from '../../i18n/text';
import { useStore } from '../../state/store';
import { useWorkspace } from '../../state/workspace';
import { Button } from '../../ui/button';
import { Empty } from '../../ui/empty';
import { RunPicker } from '../diagnose/run-picker';
import { ExportFormats } from './export-formats';
import { PredictPanel } from './predict-panel';

export function ExportPage() {
  const { runs, goTo } = useWorkspace();
  const run = useStore(runs, selectedRun);
  const number = useStore(runs, (state) => (run ? (state.numbers[run.id] ?? 0) : 0));
  if (!run)
    return (
      <Empty icon="box" title={text.exports.emptyTitle}>
        <p>{text.exports.emptyText}</p>
        <Button look="primary" onClick={() => goTo('train')}>
          {text.diagnose.goTrain}
        </Button>
      </Empty>
    );
  return (
    <div className="scroll-page export-page">
      <header className="step-head">
        <div>
          <h1>{text.exports.title(number)}</h1>
          <p className="quiet">
            {hasModel(run)
              ? text.exports.weights(run.bestEpoch, run.epochs)
              : text.exports.noModel(text.runStates[run.state])}
          </p>
        </div>
        <RunPicker />
      </header>
      {hasModel(run) && (
        <>
          <ExportFormats key={`formats ${run.id}`} runId={run.id} />
          <PredictPanel key={`predict ${run.id}`} run={run} />
        </>
      )}
    </div>
  );
}
