// One chart over the epochs of the run in view: draws itself from the columns, outside of React.
import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { EpochColumns } from '../state/epoch-columns';
import { useStore } from '../state/store';
import { useWorkspace } from '../state/workspace';
import { drawQueue } from './draw-queue';
import { type Chart, createChart } from './echarts';
import { type ChangeMark, epochData, epochOption, type Series } from './epoch-option';
import type { EpochView } from './epoch-view';
import { type Palette, readPalette } from './palette';

/** New epochs are drawn this long after they came, all at once; what the person does is drawn in the next frame. */
const liveMs = 80;

export interface EpochChartProps {
  columns: EpochColumns;
  series: readonly Series[];
  view: EpochView;
  log: boolean;
  small?: boolean;
  /** Where the x axis ends for so many epochs. */
  endOf(epochs: number): number;
  /** The best epoch as the run's record has it; 0 to take the best one so far. */
  bestEpoch: number;
  showBest: boolean;
  /** What was changed while the run was going; keep the same list as long as it holds the same. */
  changes: readonly ChangeMark[];
  /** Read out in place of the picture. */
  summary: string;
}

export function EpochChart(props: EpochChartProps) {
  const { columns, view, series, log, small = false } = props;
  const { theme } = useWorkspace();
  const shownTheme = useStore(theme.shown, (name) => name);
  const element = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const redraw = useRef<() => void>(() => {});

  useEffect(() => {
    const host = element.current;
    if (!host) return;
    const chart = createChart(host);
    const palette = readPalette(host);
    const draw = () => drawEpochs(chart, latest.current, palette);
    const request = () => drawQueue.request(draw);
    redraw.current = request;
    chart.setOption(epochOption({ columns, series, palette, log, small }), {
      notMerge: true,
    });
    const later = createThrottle(request, liveMs);
    const endings = [
      columns.onChange(later.call),
      later.end,
      view.range.subscribe(request),
      watchZoom(chart, () => latest.current),
    ];
    const size = new ResizeObserver(() => {
      chart.resize();
      request();
    });
    size.observe(host);
    request();
    return () => {
      drawQueue.cancel(draw);
      size.disconnect();
      for (const end of endings) end();
      chart.dispose();
    };
  }, [columns, series, view, log, small, shownTheme]);

  const { bestEpoch, showBest, endOf, changes } = props;
  useEffect(() => redraw.current(), [bestEpoch, showBest, endOf, changes]);

  return (
    // The picture takes the keys of zooming, so it is a stop of the Tab key.
    <div
      ref={element}
      className={small ? 'chart small' : 'chart'}
      role="img"
      tabIndex={0}
      aria-label={props.summary}
      onKeyDown={(event) => onZoomKey(event, view, endOf(columns.length()))}
      onDoubleClick={view.reset}
    />
  );
}

/** Calls at most once in so many milliseconds, the last time after the last wish. */
function createThrottle(act: () => void, ms: number): { call(): void; end(): void } {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const run = () => {
    timer = null;
    act();
  };
  return {
    call: () => {
      timer ??= setTimeout(run, ms);
    },
    end: () => {
      if (timer !== null) clearTimeout(timer);
    },
  };
}

function drawEpochs(chart: Chart, props: EpochChartProps, palette: Palette): void {
  const { columns, series, log, view, small = false, endOf, bestEpoch, showBest, changes } = props;
  const best = bestEpoch || columns.bestEpoch();
  chart.setOption(
    epochData({
      columns,
      series,
      log,
      range: view.range.get(),
      end: endOf(columns.length()),
      width: chart.getWidth() - 68,
      bestEpoch: showBest ? best : 0,
      palette,
      small,
      changes,
    }),
  );
}

/** Takes over what wheel and drag did to this chart, for all charts. */
function watchZoom(chart: Chart, props: () => EpochChartProps): () => void {
  const onZoom = (event: unknown) => {
    const { start, end } = (event as { batch?: { start: number; end: number }[] }).batch?.[0] ?? {};
    if (start === undefined || end === undefined) return;
    const { view, columns, endOf } = props();
    const last = endOf(columns.length());
    const epochAt = (percent: number) => 1 + ((last - 1) * percent) / 100;
    const all = start <= 0.01 && end >= 99.99;
    view.range.set(() => (all ? null : { from: epochAt(start), to: epochAt(end) }));
  };
  chart.on('datazoom', onZoom);
  return () => chart.off('datazoom', onZoom);
}

function onZoomKey(event: KeyboardEvent, view: EpochView, last: number): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const act = {
    '+': () => view.zoom(0.5, last),
    '=': () => view.zoom(0.5, last),
    '-': () => view.zoom(2, last),
    ArrowLeft: () => view.move(-0.25, last),
    ArrowRight: () => view.move(0.25, last),
    '0': view.reset,
  }[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}
