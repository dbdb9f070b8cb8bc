// Predictions for another file: choose it, and see the first lines of what was written.
import { useState } from 'react';
import type { RunRecord } from '../../../core/run/record';
import type { CommandOutput } from '../../../workbench/contract/commands';
import { formatCount } from '../../format/numbers';
import { text } from '../../i18n/text';
import { useWorkspace } from '../../state/workspace';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { TableHead } from '../../ui/table-head';

type Predicted = NonNullable<CommandOutput<'run.predict'>>;

export function PredictPanel({ run }: { run: RunRecord }) {
  const { ask, app } = useWorkspace();
  const [busy, setBusy] = useState(false);
  const [predicted, setPredicted] = useState<Predicted | null>(null);
  const predict = async () => {
    setBusy(true);
    const answer = await ask('run.predict', { runId: run.id });
    setBusy(false);
    app.set((state) => ({ ...state, work: null }));
    if (answer) setPredicted(answer);
  };
  return (
    <section className="predict" aria-labelledby="predict">
      <div className="format-head">
        <div>
          <h2 id="predict">{text.exports.predict}</h2>
          <p className="quiet">
            {run.classes.length > 0
              ? text.exports.predictClasses
              : text.exports.predictNumbers(run.recipe.data.target)}
          </p>
        </div>
        <Button disabled={busy} onClick={() => void predict()}>
          {busy ? text.exports.predicting : text.exports.chooseFile}
        </Button>
      </div>
      {predicted && <Preview predicted={predicted} />}
    </section>
  );
}

function Preview({ predicted: { file, rows, preview } }: { predicted: Predicted }) {
  const [head = [], ...lines] = preview;
  return (
    <div className="written" role="status">
      <p className="selectable">
        <Icon name="check" size={14} />
        <span>{text.exports.predicted(formatCount(rows))}</span> <code>{file}</code>
      </p>
      <div className="predicted-scroll">
        <table className="predicted">
          <TableHead cells={head} />
          <tbody>
            {lines.map((line, i) => (
              // Lines of a file have no identity but their place.
              <tr key={i}>
                {line.map((value, j) => (
                  <td key={head[j]}>{value}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
