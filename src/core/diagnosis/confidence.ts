// How sure a finding is, from an effect and its standard error.

/** Distribution function of the standard normal (Abramowitz and Stegun 7.1.26; error below 2e-7). */
export function normalBelow(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const series =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const tail = 0.5 * series * Math.exp(-x * x);
  return z < 0 ? tail : 1 - tail;
}

// No rule of thumb is surer than this, whatever the numbers say.
const MOST_CONFIDENCE = 0.99;

/** Probability that an effect is real rather than noise, at most `most`. With an error of 0 any effect is certain. */
export function confidenceOf(effect: number, error: number, most = MOST_CONFIDENCE): number {
  const certain = effect > 0 ? 1 : effect < 0 ? 0 : 0.5;
  return Math.min(most, MOST_CONFIDENCE, error > 0 ? normalBelow(effect / error) : certain);
}
