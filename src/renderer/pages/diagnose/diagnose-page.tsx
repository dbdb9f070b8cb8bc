// The Diagnose step: the verdict on the run in view, every finding with its evidence, and the closing look at a part.
import type { Finding } from '../../../core/run/finding';
import { isOver, type RunRecord } from '../../../core/run/record';
import { FindingCard } from '../../advisor/finding-card';
import { SeverityIcon } from '../../advisor/severity-icon';
import { text } from '../../i18n/text';
import { hasModel, selectedRun } from '../../state/runs';
import { useStore } from '../../state/store';
import { useWorkspace } from '../../state/workspace';
import { Button } from '../../ui/button';
import { Empty } from '../../ui/empty';
import { MetricsTable } from './metrics-table';
import { OutcomeView } from './outcome-view';
import { RunPicker } from './run-picker';

export function DiagnosePage() {
  const { runs, goTo } = useWorkspace();
  const run = useStore(runs, selectedRun);
  if (!run)
    return (
      <Empty icon="pulse" title={text.diagnose.emptyTitle}>
        <p>{text.diagnose.emptyText}</p>
        <Button look="primary" onClick={() => goTo('train')}>
          {text.diagnose.goTrain}
        </Button>
      </Empty>
    );
  return <Diagnosis run={run} />;
}

function Diagnosis({ run }: { run: RunRecord }) {
  const { runs } = useWorkspace();
  const findings = useStore(runs, (state) => state.findings[run.id]) ?? [];
  const outcome = useStore(runs, (state) => state.outcomes[run.id]) ?? null;
  return (
    <div className="scroll-page diagnose-page">
      <header className="step-head">
        <Verdict run={run} findings={findings} />
        <RunPicker />
      </header>
      <div className="diagnose-grid">
        <section className="diagnose-findings" aria-labelledby="findings">
          <h2 id="findings">{text.diagnose.findings}</h2>
          {findings.length === 0 ? (
            <p className="quiet">{isOver(run.state) ? text.diagnose.none : text.advisor.watching}</p>
          ) : (
            <ul className="findings">
              {findings.map((finding) => (
                <FindingCard key={finding.rule} finding={finding} />
              ))}
            </ul>
          )}
        </section>
        <div className="diagnose-figures">
          <MetricsTable run={run} />
          {outcome ? <OutcomeView outcome={outcome} target={run.recipe.data.target} /> : null}
        </div>
      </div>
    </div>
  );
}

const order: readonly Finding['severity'][] = ['critical', 'error', 'warning', 'notice', 'good'];

/** The worst finding is the verdict. */
function Verdict({ run, findings }: { run: RunRecord; findings: readonly Finding[] }) {
  const worst = order.flatMap((severity) => findings.filter((finding) => finding.severity === severity))[0];
  const severity = worst?.severity ?? (run.error ? 'error' : 'notice');
  const title =
    worst?.title ?? (run.error ? text.diagnose.failed : text.diagnose.noVerdict(text.runStates[run.state]));
  return (
    <div className={`verdict ${severity}`}>
      <SeverityIcon severity={severity} size={24} />
      <div>
        <h1>{title}</h1>
        <p className="quiet">
          {hasModel(run) ? text.diagnose.weights(run.bestEpoch, run.epochs) : (run.error?.message ?? '')}
        </p>
      </div>
    </div>
  );
}
