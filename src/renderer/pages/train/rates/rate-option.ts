// What ECharts is told for the loss over the learning rate: the batches, their moving average, and the rates to know.
import type { RateTest } from '../../../../core/run/rate-test';
import type { Palette } from '../../../charts/palette';
import { axisLooks } from '../../../charts/plot';
import { formatInput, formatNumber } from '../../../format/numbers';
import { text } from '../../../i18n/text';

export function rateOption({ points, smoothed, suggested, edge }: RateTest, palette: Palette) {
  const looks = axisLooks(palette);
  const known = smoothed.filter((loss) => loss !== null);
  const start = known[0] ?? 1;
  // Losses that explode would press all else flat.
  const top = Math.max(start, ...known.slice(0, 8)) + (start - Math.min(start, ...known)) * 0.5;
  return {
    grid: { left: 56, right: 20, top: 28, bottom: 44 },
    xAxis: {
      ...looks,
      type: 'log',
      name: text.charts.learningRate,
      nameGap: 28,
      min: points[0]?.rate ?? 1e-6,
      max: Math.max(1e-4, points.at(-1)?.rate ?? 1),
      axisLabel: { ...looks.axisLabel, formatter: (value: number) => formatInput(value) },
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
          data: [
            ...(suggested === null ? [] : [mark(suggested, text.rates.suggestedMark, palette, 'solid')]),
            ...(edge === null ? [] : [mark(edge, text.rates.edgeMark, palette, [3, 3])]),
          ],
        },
      },
    ],
  };
}

function mark(rate: number, name: string, palette: Palette, type: string | number[]) {
  return {
    xAxis: rate,
    lineStyle: { color: palette.validation, width: 1.4, type },
    label: {
      show: true,
      position: 'end',
      distance: 4,
      color: palette.text,
      fontFamily: palette.font,
      fontSize: 11,
      formatter: `${name} ${formatNumber(rate, 2)}`,
    },
  };
}
