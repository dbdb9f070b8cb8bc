// What ECharts is told for the pairs: a line for each seed, from the score without the change to that with it.
import type { Effect } from '../../../../core/run/effect';
import type { Palette } from '../../../charts/palette';
import { axisLooks } from '../../../charts/plot';
import { formatNumber } from '../../../format/numbers';
import { text } from '../../../i18n/text';

export function effectOption({ pairs, metric }: Effect, palette: Palette) {
  const looks = axisLooks(palette);
  const seeds = pairs.map(({ seed }) => text.effect.seed + ' ' + String(seed)).reverse();
  const row = (i: number) => pairs.length - 1 - i;
  const dots = (name: string, values: readonly number[], itemStyle: object) => ({
    type: 'scatter',
    name,
    symbolSize: 9,
    itemStyle,
    emphasis: { disabled: true },
    data: values.map((value, i) => [value, row(i)]),
  });
  const lines = pairs.map(({ before, after }, i) => [
    { coord: [before, row(i)] },
    { coord: [after, row(i)], lineStyle: { color: after >= before ? palette.accent : palette.validation } },
  ]);
  return {
    grid: { left: 64, right: 20, top: 8, bottom: 44 },
    xAxis: {
      ...looks,
      type: 'value',
      name: metric ? text.effect.metrics[metric] : '',
      nameGap: 26,
      scale: true,
      splitNumber: 5,
      axisLabel: { ...looks.axisLabel, formatter: (value: number) => formatNumber(value, 4) },
    },
    yAxis: { ...looks, type: 'category', data: seeds, splitLine: { show: false }, axisLine: { show: false } },
    series: [
      {
        ...dots(
          text.effect.before,
          pairs.map(({ before }) => before),
          { color: palette.surface, borderColor: palette.text, borderWidth: 1.6 },
        ),
        markLine: {
          silent: true,
          symbol: 'none',
          precision: 12,
          label: { show: false },
          lineStyle: { type: 'solid', width: 2, opacity: 0.7 },
          data: lines,
        },
      },
      dots(
        text.effect.after,
        pairs.map(({ after }) => after),
        { color: palette.accent },
      ),
    ],
  };
}
