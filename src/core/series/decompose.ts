// Classical decomposition of a series into trend, season and rest.
import { mean, variance } from '../statistics/moments';

export interface Decomposition {
  /** NaN at both ends, where the average does not reach. */
  trend: Float64Array;
  seasonal: Float64Array;
  /** NaN where the trend is. */
  residual: Float64Array;
}

/**
 * Additive: the trend is the centred moving average over a season, the season the mean of what is left at each place of
 * it, 0 on average (`statsmodels.tsa.seasonal.seasonal_decompose`). Needs two whole seasons without missing values.
 */
export function decompose(values: Float64Array, season: number): Decomposition {
  const trend = movingAverage(values, season);
  const places = Array.from({ length: season }, (_, place) => {
    const left: number[] = [];
    for (let i = place; i < values.length; i += season) {
      const rest = (values[i] as number) - (trend[i] as number);
      if (!Number.isNaN(rest)) left.push(rest);
    }
    return mean(left);
  });
  const centre = mean(places);
  const seasonal = values.map((_, i) => (places[i % season] as number) - centre);
  const residual = values.map((value, i) => value - (trend[i] as number) - (seasonal[i] as number));
  return { trend, seasonal, residual };
}

/** Over an even season the two ends count half. */
function movingAverage(values: Float64Array, season: number): Float64Array {
  const half = Math.floor(season / 2);
  const isEven = season % 2 === 0;
  return values.map((_, i) => {
    if (i < half || i + half >= values.length) return Number.NaN;
    let sum = 0;
    for (let j = i - half; j <= i + half; j++) {
      const isEnd = isEven && (j === i - half || j === i + half);
      sum += (values[j] as number) * (isEnd ? 0.5 : 1);
    }
    return sum / season;
  });
}

/** 1 − var(rest) / var(part + rest), at least 0 (Wang, Smith, Hyndman 2006). */
export function strength(part: Float64Array, residual: Float64Array): number {
  const known = [...residual.keys()].filter((i) => !Number.isNaN(residual[i]));
  const rest = known.map((i) => residual[i] as number);
  const both = known.map((i) => (part[i] as number) + (residual[i] as number));
  const spread = variance(both);
  return spread > 0 ? Math.max(0, 1 - variance(rest) / spread) : 0;
}
