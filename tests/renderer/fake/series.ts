// A daily series of two years with a trend, a week and one gap.
import type { SeriesDescription } from '../../../src/core/run/series-description';

export function seriesOf(time: string): SeriesDescription {
  const days = Array.from({ length: 730 }, (_, i) => i);
  const trend = days.map((day) => 10 + day / 100);
  const seasonal = days.map((day) => 2 * Math.sin((day * 2 * Math.PI) / 7));
  const residual = days.map((day) => Math.sin(day * 12.9898) / 2);
  const observed = days.map((day) =>
    day > 300 && day < 310 ? null : (trend[day] ?? 0) + (seasonal[day] ?? 0) + (residual[day] ?? 0),
  );
  return {
    time,
    isDate: true,
    frequency: 'day',
    season: 7,
    series: [{ key: null, steps: 730, missing: 9, from: 15_340, to: 16_069 }],
    count: 1,
    gaps: [{ from: 15_641, to: 15_649, steps: 9 }],
    decomposition: {
      key: null,
      moments: days.map((day) => 15_340 + day),
      ...{ observed, trend, seasonal, residual },
      trendStrength: 0.94,
      seasonalStrength: 0.88,
    },
    shared: null,
    warnings: [],
  };
}
