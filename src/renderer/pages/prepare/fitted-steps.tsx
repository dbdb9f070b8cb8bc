// Each step of the run in view, what it learned, and the proof from which rows.
import { useEffect, useState } from 'react';
import type { DescribedStep } from '../../../core/run/preparation';
import { formatCount } from '../../format/numbers';
import { text } from '../../i18n/text';
import { selectedRun } from '../../state/runs';
import { useStore } from '../../state/store';
import { useWorkspace } from '../../state/workspace';
import { RunPicker } from '../diagnose/run-picker';

const mostLines = 50;

export function FittedSteps() {
  const { runs } = useWorkspace();
  const run = useStore(runs, selectedRun);
  const number = useStore(runs, (state) => (run ? (state.numbers[run.id] ?? 0) : 0));
  const steps = useSteps(run?.id ?? null, run?.state ?? '');
  return (
    <section className="fitted-steps" aria-labelledby="fitted-steps">
      <header>
        <h2 id="fitted-steps">{run ? text.prepare.fitted.run(number) : text.prepare.fitted.title}</h2>
        {run && <RunPicker />}
      </header>
      {!run && <p className="quiet">{text.prepare.fitted.none}</p>}
      {run && steps === null && <p className="quiet">{text.prepare.fitted.notYet}</p>}
      {steps && (
        <ul className="step-lines">
          {steps.map((step, i) => (
            // A step may come twice, for other columns.
            <StepLine key={i} step={step} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** The steps of a run; null while there are none. Asked for anew when its state changes. */
function useSteps(runId: string | null, state: string): readonly DescribedStep[] | null {
  const { client } = useWorkspace();
  const [steps, setSteps] = useState<readonly DescribedStep[] | null>(null);
  useEffect(() => {
    let current = true;
    setSteps(null);
    if (runId === null) return;
    void client.call('run.preparation', { runId }).then((answer) => {
      if (current && answer.ok) setSteps(answer.value);
    });
    return () => {
      current = false;
    };
  }, [runId, state, client]);
  return steps;
}

export function StepLine({ step: { title, columns, learned, learnedFrom } }: { step: DescribedStep }) {
  return (
    <li>
      <details>
        <summary>
          <strong>{title}</strong>
          {columns.length > 0 && <span className="quiet">{text.prepare.fitted.columns(columns.length)}</span>}
          <span className="proof">
            {text.prepare.fitted.proof(formatCount(learnedFrom.rows), learnedFrom.part)}
          </span>
        </summary>
        <ul className="learned selectable">
          {learned.slice(0, mostLines).map((line) => (
            <li key={line}>{line}</li>
          ))}
          {learned.length > mostLines && <li>{text.prepare.fitted.more(learned.length - mostLines)}</li>}
        </ul>
      </details>
    </li>
  );
}
