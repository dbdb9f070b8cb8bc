// What ECharts is told for a chart over epochs: once its axes and looks, then only what changes.
import type { EpochColumns, EpochField } from '../state/epoch-columns';
import { formatNumber } from '../format/numbers';
import { text } from '../i18n/text';
import { downsample, lowerBound, rowsBetween } from './downsample';
import type { EpochRange } from './epoch-view';
import type { Palette } from './palette';

export interface Series {
  field: EpochField;
  title: string;
  /** Which colour of the palette. */
  color: 'train' | 'validation' | 'accent' | 'average';
  dashed?: boolean;
}

export interface EpochOptionInput {
  columns: EpochColumns;
  series: readonly Series[];
  palette: Palette;
  log: boolean;
  /** Small charts leave out the mark of the best epoch and half of the ticks. */
  small: boolean;
}

/** A moment between two epochs in which something was changed. */
export interface ChangeMark {
  /** The change holds from the epoch after this one on. */
  epoch: number;
  label: string;
}

export interface EpochDataInput extends EpochOptionInput {
  range: EpochRange;
  end: number;
  /** Width of the plot in pixels. */
  width: number;
  bestEpoch: number;
  changes: readonly ChangeMark[];
}

/** Axes, grid, tooltip and empty series: set when the chart is made and when its looks change. */
export function epochOption({ columns, series, palette, log, small }: EpochOptionInput) {
  const label = { color: palette.text, fontFamily: palette.font, fontSize: 11 };
  return {
    animation: false,
    grid: { left: 52, right: 16, top: 12, bottom: 24 },
    tooltip: epochTooltip(columns, series, palette),
    xAxis: {
      type: 'value',
      min: 1,
      axisLabel: {
        ...label,
        hideOverlap: true,
        formatter: (value: number) => (Number.isInteger(value) ? String(value) : ''),
      },
      axisLine: { lineStyle: { color: palette.border } },
      axisTick: { show: false },
      splitLine: { show: false },
      splitNumber: small ? 3 : 6,
      minInterval: 1,
    },
    yAxis: {
      type: log ? 'log' : 'value',
      // Halves make more lines than tenths where a loss falls by less than a power of ten.
      logBase: 2,
      scale: true,
      ...(small && !log ? { min: roomBelow, max: roomAbove } : {}),
      // Ticks of a narrow range differ late; those of a logarithmic one have many digits and differ early.
      axisLabel: {
        ...label,
        hideOverlap: true,
        formatter: (value: number) => formatNumber(value, log || small ? 3 : 5),
      },
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { lineStyle: { color: palette.line } },
      splitNumber: small ? 2 : 4,
    },
    dataZoom: [
      {
        type: 'inside',
        zoomOnMouseWheel: 'ctrl',
        moveOnMouseWheel: false,
        filterMode: 'none',
        minValueSpan: 4,
      },
    ],
    series: series.map(({ title, color, dashed }) => ({
      type: 'line',
      name: title,
      showSymbol: false,
      symbolSize: 5,
      connectNulls: false,
      lineStyle: { width: 1.6, color: palette[color], type: dashed ? [5, 3] : 'solid' },
      itemStyle: { color: palette[color] },
      emphasis: { disabled: true },
      data: [],
    })),
  };
}

interface Extent {
  min: number;
  max: number;
}

/** Below this share of its size a small chart's range is widened, as its ticks would all read the same. */
const leastShare = 0.02;

function isNarrow({ min, max }: Extent): boolean {
  return max > min && max - min < leastShare * Math.max(Math.abs(min), Math.abs(max));
}

/** Null leaves the end of the axis to ECharts. */
function roomBelow(extent: Extent): number | null {
  return isNarrow(extent) ? extent.min - leastShare * Math.abs(extent.min) : null;
}

function roomAbove(extent: Extent): number | null {
  return isNarrow(extent) ? extent.max + leastShare * Math.abs(extent.max) : null;
}

/** The numbers themselves, thinned out for the width, with the mark of the best epoch on the last series. */
export function epochData(input: EpochDataInput) {
  const { columns, series, log, range, end, width } = input;
  const epochs = columns.column('epoch');
  const from = range?.from ?? 1;
  const to = range?.to ?? end;
  const rows = rowsBetween(epochs, from, to);
  const buckets = Math.max(50, Math.round(width / 2));
  return {
    xAxis: { max: end },
    dataZoom: [{ startValue: from, endValue: to }],
    series: series.map(({ field }, i) => {
      const data = downsample(epochs, columns.column(field), rows, buckets, log);
      const marked = i === series.length - 1;
      return {
        data,
        showSymbol: epochs.length < 3,
        markLine: marked ? marks(input, from, to) : { data: [] },
      };
    }),
  };
}

/** More labels than this would lie over each other. */
const mostLabels = 5;

/** Upright lines: dotted at the best epoch, solid where something was changed. */
function marks({ bestEpoch, changes, palette, small }: EpochDataInput, from: number, to: number) {
  const inView = changes.filter(({ epoch }) => epoch + 0.5 >= from && epoch + 0.5 <= to);
  const label = {
    show: !small && inView.length <= mostLabels,
    position: 'end',
    verticalAlign: 'top',
    padding: [1, 4],
    backgroundColor: palette.surface,
    color: palette.text,
    fontFamily: palette.font,
    fontSize: 11,
  };
  return {
    silent: true,
    animation: false,
    symbol: 'none',
    lineStyle: { type: [2, 3], width: 1, opacity: 0.9 },
    label: { show: false },
    data: [
      ...(bestEpoch > 0 ? [{ xAxis: bestEpoch }] : []),
      ...inView.map((change, i) => {
        const isLate = change.epoch - from > 0.6 * (to - from);
        // One below the other, as two may be close; towards the middle, as the picture ends at its sides.
        const place = { align: isLate ? 'right' : 'left', offset: [isLate ? -3 : 3, 5 + 16 * i] };
        return {
          xAxis: change.epoch + 0.5,
          lineStyle: { type: 'solid', width: 1, opacity: 0.8, color: palette.change },
          label: { ...label, ...place, show: label.show && change.label !== '', formatter: change.label },
        };
      }),
    ],
  };
}

/** Exact figures of the epoch under the pointer, whatever was thinned out. */
function epochTooltip(columns: EpochColumns, series: readonly Series[], palette: Palette) {
  return {
    trigger: 'axis',
    confine: true,
    transitionDuration: 0,
    backgroundColor: palette.surface,
    borderColor: palette.border,
    padding: [6, 8],
    textStyle: { color: palette.text, fontFamily: palette.font, fontSize: 12 },
    axisPointer: { type: 'line', lineStyle: { color: palette.border, type: 'solid' }, animation: false },
    formatter(hovered: unknown) {
      const [first] = hovered as { axisValue: number }[];
      if (!first) return '';
      const row = lowerBound(columns.column('epoch'), Math.round(first.axisValue));
      const epoch = columns.column('epoch')[row];
      return epoch === undefined ? '' : tooltipElement(columns, series, palette, row, epoch);
    },
  };
}

/** An element, not HTML text: nothing in it can ever be read as markup. */
function tooltipElement(
  columns: EpochColumns,
  series: readonly Series[],
  palette: Palette,
  row: number,
  epoch: number,
): HTMLElement {
  const box = document.createElement('div');
  box.className = 'chart-tooltip';
  const head = document.createElement('strong');
  head.textContent = text.charts.epoch(epoch);
  box.append(head);
  for (const { field, title, color } of series) {
    const key = document.createElement('span');
    key.textContent = title;
    key.style.borderLeftColor = palette[color];
    const value = document.createElement('span');
    value.textContent = formatNumber(columns.column(field)[row]);
    box.append(key, value);
  }
  return box;
}
