// The numbers behind the charts, newest epoch first; only the rows in view are in the page.
import { type UIEvent, useEffect, useRef, useState } from 'react';
import { isOver, type RunRecord } from '../../../core/run/record';
import { formatCount, formatSteady } from '../../format/numbers';
import { headlineMetric } from '../../format/runs';
import { text } from '../../i18n/text';
import type { EpochField } from '../../state/epoch-columns';
import { useStore } from '../../state/store';
import { useTask } from '../../state/task-guess';
import { useWorkspace } from '../../state/workspace';
import { TableHead } from '../../ui/table-head';

const rowHeight = 24;
const spare = 8;

export function EpochTable({ run }: { run: RunRecord }) {
  const { live } = useWorkspace();
  useStore(live.progress, (progress) => progress);
  const metric = text.metrics[headlineMetric(useTask(run))];
  const scroller = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(400);
  useEffect(() => {
    if (scroller.current) setHeight(scroller.current.clientHeight);
  }, []);
  const heads: readonly [EpochField, string][] = [
    ['epoch', text.charts.epochHead],
    ['trainLoss', text.charts.partOf(text.charts.loss, text.parts.train)],
    ['validationLoss', text.charts.partOf(text.charts.loss, text.parts.validation)],
    ['trainMetric', text.charts.partOf(metric, text.parts.train)],
    ['validationMetric', text.charts.partOf(metric, text.parts.validation)],
    ['learningRate', text.charts.learningRate],
    ['gradientNorm', text.charts.gradientNorm],
    ['seconds', text.charts.seconds],
  ];
  const epochs = live.columns.length();
  const best = ((isOver(run.state) && run.bestEpoch) || live.columns.bestEpoch()) - 1;
  const first = Math.max(0, Math.floor(top / rowHeight) - spare);
  const end = Math.min(epochs, Math.ceil((top + height) / rowHeight) + spare);
  const rows = Array.from({ length: Math.max(0, end - first) }, (_, i) => epochs - 1 - first - i);
  return (
    // A pane that scrolls must be reachable by keyboard.
    <div
      className="epoch-table"
      ref={scroller}
      tabIndex={0}
      role="region"
      aria-label={text.charts.tableLabel}
      onScroll={(event: UIEvent<HTMLElement>) => setTop(event.currentTarget.scrollTop)}
    >
      <table aria-rowcount={epochs + 1}>
        <TableHead cells={heads.map(([, title]) => title)} />
        <tbody>
          <Space height={first * rowHeight} span={heads.length} />
          {rows.map((row) => (
            <tr key={row} className={row === best ? 'best' : ''}>
              {heads.map(([field]) => (
                <td key={field}>{show(field, live.columns.column(field)[row])}</td>
              ))}
            </tr>
          ))}
          <Space height={(epochs - end) * rowHeight} span={heads.length} />
        </tbody>
      </table>
    </div>
  );
}

function show(field: EpochField, value: number | undefined): string {
  return field === 'epoch' ? formatCount(value ?? 0) : formatSteady(value);
}

function Space({ height, span }: { height: number; span: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden="true">
      <td colSpan={span} style={{ height, padding: 0 }} />
    </tr>
  );
}
