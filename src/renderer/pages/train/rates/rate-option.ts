// What ECharts is told for the loss over the learning rate: the batches, their moving average, and the rates to know.
import type { RateTest } from '../../../../core/run/rate-test';
import type { Palette } from '../../../charts/palette';
import { axisLooks } from '../../../charts/plot';
import { formatInput, formatNumber } from '../../../format/numbers';
import { text } from '../../../i18n/text';

/** A tick of the axis: its power of ten comes with an error in the last digit. */
export const tickOf = (value: number) => formatInput(Number(value.toPrecision(6)));

export function rateOption({ points, smoothed, suggested, edge }: RateTest, palette: Palette) {
  const looks = axisLooks(palette);
  const known = smoothed.filter((loss) => loss !== null);
  const start = known[0] ?? 1;
  // Losses that explode would press all else flat.
  const top = Math.max(start, ...known.slice(0, 8)) + (start - Math.min(start, ...known)) * 0.5;
  const [least, most] = [points[0]?.rate ?? 1e-6, Math.max(1e-4, points.at(-1)?.rate ?? 1)];
  const marks = placeLabels(
    [
      ...(suggested === null ? [] : [{ rate: suggested, name: text.rates.suggestedMark, type: 'solid' }]),
      ...(edge === null ? [] : [{ rate: edge, name: text.rates.edgeMark, type: [3, 3] }]),
    ],
    (rate) => Math.log(rate / least) / Math.log(most / least),
  );
  return {
    grid: { left: 56, right: 20, top: 42, bottom: 44 },
    xAxis: {
      ...looks,
      type: 'log',
      name: text.charts.learningRate,
      nameGap: 28,
      min: least,
      max: most,
      axisLabel: { ...looks.axisLabel, formatter: tickOf, showMaxLabel: false },
      splitLine: { show: false },
    },
    yAxis: {
      ...looks,
      type: 'value',
      scale: true,
      max: Number.isFinite(top) && top > 0 ? Number(top.toPrecision(2)) : undefined,
      // The top is where the picture ends, not a round number.
      axisLabel: {
        ...looks.axisLabel,
        showMaxLabel: false,
        formatter: (value: number) => formatNumber(value, 3),
      },
      axisLine: { show: false },
    },
    series: [
      {
        type: 'scatter',
        name: text.rates.batch,
        symbolSize: 4,
        itemStyle: { color: palette.train, opacity: 0.55 },
        clip: true,
        data: points.map(({ rate, loss }) => [rate, loss]),
        emphasis: { disabled: true },
      },
      {
        type: 'line',
        name: text.rates.smoothed,
        showSymbol: false,
        clip: true,
        lineStyle: { width: 1.8, color: palette.accent },
        itemStyle: { color: palette.accent },
        emphasis: { disabled: true },
        data: points.map(({ rate }, i) => [rate, smoothed[i] ?? null]),
        markLine: {
          silent: true,
          symbol: 'none',
          // ECharts rounds what it marks to two decimals unless told.
          precision: 12,
          data: marks.map((one) => markLine(one, palette)),
        },
      },
    ],
  };
}

interface Mark {
  rate: number;
  name: string;
  type: string | number[];
}

interface PlacedMark extends Mark {
  /** Side of the line at which the label ends. */
  align: 'left' | 'center' | 'right';
  /** Rows of text between the label and the plot. */
  row: number;
}

/** A share of the width that a label fits into. */
const labelShare = 0.18;

/** Labels beside each other where both fit, one above the other where not; none beyond the ends of the axis. */
export function placeLabels(marks: readonly Mark[], at: (rate: number) => number): PlacedMark[] {
  const sorted = [...marks].sort((a, b) => a.rate - b.rate);
  const close = sorted.length === 2 && at(sorted[1]!.rate) - at(sorted[0]!.rate) < labelShare;
  return sorted.map((mark, i) => {
    const place = at(mark.rate);
    const align = place < labelShare / 2 ? 'left' : place > 1 - labelShare / 2 ? 'right' : 'center';
    return { ...mark, align, row: close ? i : 0 };
  });
}

const labelRow = 15;

function markLine({ rate, name, type, align, row }: PlacedMark, palette: Palette) {
  return {
    xAxis: rate,
    lineStyle: { color: palette.validation, width: 1.4, type },
    label: {
      show: true,
      position: 'end',
      distance: 4 + row * labelRow,
      align,
      color: palette.text,
      fontFamily: palette.font,
      fontSize: 11,
      formatter: `${name} ${formatNumber(rate, 2)}`,
    },
  };
}
