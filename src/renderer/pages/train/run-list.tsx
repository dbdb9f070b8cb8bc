// The runs of the project: what came of each, a look at an earlier one, its recipe again, or its removal.
import { useState } from 'react';
import { isOver, type RunRecord } from '../../../core/run/record';
import { formatShortAge } from '../../format/times';
import { describeExecution, headlineFigure, headlineMetric } from '../../format/runs';
import { text } from '../../i18n/text';
import { useStore } from '../../state/store';
import { useWorkspace } from '../../state/workspace';
import { IconButton } from '../../ui/button';
import { Confirm } from '../../ui/confirm';
import { TableHead } from '../../ui/table-head';

export function RunList() {
  const { runs, training } = useWorkspace();
  const list = useStore(runs, (state) => state.list);
  const numbers = useStore(runs, (state) => state.numbers);
  const [removing, setRemoving] = useState<string | null>(null);
  if (list.length === 0) return null;
  const metric = text.metrics[headlineMetric(list.find((run) => run.task)?.task ?? null)];
  const answer = (yes: boolean) => {
    if (yes && removing !== null) void training.remove(removing);
    setRemoving(null);
  };
  return (
    <section className="run-list" aria-labelledby="run-list">
      <h2 id="run-list">{text.train.runs}</h2>
      <table>
        <TableHead
          cells={[
            text.train.runHead,
            text.train.stateHead,
            { title: text.train.bestHead, className: 'number' },
            { title: text.charts.partOf(metric, text.parts.validation), className: 'number' },
            { title: text.charts.partOf(metric, text.parts.test), className: 'number' },
            { title: text.train.deviceHead, className: 'device' },
            text.train.ageHead,
            null,
          ]}
        />
        <tbody>
          {list.map((run) => (
            <RunRow
              key={run.id}
              run={run}
              number={numbers[run.id] ?? 0}
              onRemove={() => setRemoving(run.id)}
            />
          ))}
        </tbody>
      </table>
      {removing !== null && (
        <Confirm
          question={text.train.removeQuestion(numbers[removing] ?? 0)}
          detail={text.train.removeDetail}
          action={text.train.remove}
          onAnswer={answer}
        />
      )}
    </section>
  );
}

function RunRow({ run, number, onRemove }: { run: RunRecord; number: number; onRemove(): void }) {
  const { runs, training } = useWorkspace();
  const selected = useStore(runs, (state) => state.selected === run.id);
  const over = isOver(run.state);
  return (
    <tr className={selected ? 'selected' : ''} onClick={() => training.select(run.id)}>
      <th scope="row">
        <button type="button" aria-current={selected ? 'true' : undefined} title={run.id}>
          {text.train.run(number)}
        </button>
      </th>
      <td>
        <span className={`state-chip ${run.state}`}>{text.runStates[run.state]}</span>
      </td>
      <td className="number">{run.bestEpoch > 0 ? run.bestEpoch : text.unknown}</td>
      <td className="number">{headlineFigure(run, run.metrics?.validation)}</td>
      <td className="number">{headlineFigure(run, run.metrics?.test)}</td>
      <td className="quiet device" title={run.execution?.reason ?? undefined}>
        {run.execution ? describeExecution(run.execution) : text.unknown}
      </td>
      <td className="quiet">{formatShortAge(run.createdAt)}</td>
      <td className="row-tools">
        {over && (
          <IconButton
            icon="trash"
            label={text.train.removeRun(number)}
            onClick={(event) => {
              event.stopPropagation();
              onRemove();
            }}
          />
        )}
      </td>
    </tr>
  );
}
