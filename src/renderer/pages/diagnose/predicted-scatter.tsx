// Predicted against actual values with the line on which a perfect model would put every row.
import { useEffect, useRef } from 'react';
import type { Outcome } from '../../../core/run/outcome';
import { createChart } from '../../charts/echarts';
import { type Palette, readPalette } from '../../charts/palette';
import { formatNumber } from '../../format/numbers';
import { text } from '../../i18n/text';
import { useStore } from '../../state/store';
import { useWorkspace } from '../../state/workspace';

type Scatter = Extract<Outcome, { kind: 'scatter' }>;

export function PredictedScatter({ outcome, target }: { outcome: Scatter; target: string }) {
  const { theme } = useWorkspace();
  const shownTheme = useStore(theme.shown, (name) => name);
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const host = element.current;
    if (!host) return;
    const chart = createChart(host);
    chart.setOption(scatterOption(outcome, readPalette(host)));
    const size = new ResizeObserver(() => chart.resize());
    size.observe(host);
    return () => {
      size.disconnect();
      chart.dispose();
    };
  }, [outcome, shownTheme]);
  const summary = text.diagnose.scatterSummary(outcome.actual.length, target, within(outcome));
  return (
    <>
      <div className="chart scatter" ref={element} role="img" aria-label={summary} />
      <p className="quiet">{summary}</p>
    </>
  );
}

/** The distance from the line that half of the rows keep. */
function within({ actual, predicted }: Scatter): string {
  const distances = actual.map((value, i) => Math.abs(value - (predicted[i] ?? value))).sort((a, b) => a - b);
  return formatNumber(distances[Math.floor(distances.length / 2)], 3);
}

function scatterOption({ actual, predicted }: Scatter, palette: Palette) {
  const values = [...actual, ...predicted];
  const low = values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const margin = (high - low || 1) * 0.03;
  const axis = (name: string, nameGap: number) => ({
    type: 'value',
    name,
    nameLocation: 'middle',
    nameGap,
    nameTextStyle: { color: palette.text, fontFamily: palette.font, fontSize: 12 },
    scale: true,
    min: low - margin,
    max: high + margin,
    axisLabel: {
      color: palette.text,
      fontFamily: palette.font,
      fontSize: 11,
      hideOverlap: true,
      showMinLabel: false,
      showMaxLabel: false,
      formatter: (value: number) => formatNumber(value, 3),
    },
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: palette.line } },
  });
  return {
    animation: false,
    grid: { left: 68, right: 16, top: 12, bottom: 44 },
    xAxis: axis(text.diagnose.actual, 26),
    yAxis: axis(text.diagnose.predicted, 52),
    series: [
      {
        type: 'scatter',
        symbolSize: 5,
        itemStyle: { color: palette.accent, opacity: actual.length > 500 ? 0.35 : 0.6 },
        data: actual.map((value, i) => [value, predicted[i] ?? value]),
        emphasis: { disabled: true },
        markLine: {
          silent: true,
          symbol: 'none',
          animation: false,
          lineStyle: { color: palette.validation, type: 'solid', width: 1.4 },
          label: { show: false },
          data: [[{ coord: [low - margin, low - margin] }, { coord: [high + margin, high + margin] }]],
        },
      },
    ],
  };
}
