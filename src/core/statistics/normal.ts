// The standard normal distribution in plain numbers.

/** The share of the distribution below x: by the complementary error function of Press et al., Numerical Recipes 6.2.2 (error below 1.2e-7 relative). */
export function normalShare(x: number): number {
  const z = Math.abs(x) * Math.SQRT1_2;
  const t = 2 / (2 + z);
  const polynomial = COEFFICIENTS.reduceRight((sum, coefficient) => sum * t + coefficient, 0);
  const tail = 0.5 * t * Math.exp(-z * z + polynomial);
  return x > 0 ? 1 - tail : tail;
}

const COEFFICIENTS = [
  -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587,
  -0.82215223, 0.17087277,
];

/** The x below which a share p of the distribution lies, 0 < p < 1 (algorithm AS 241, PPND7; about seven digits). */
export function normalQuantile(p: number): number {
  const away = p - 0.5;
  if (Math.abs(away) <= 0.425) {
    const r = 0.180625 - away * away;
    return (
      (away * (((59.10937472 * r + 159.291132) * r + 50.43427194) * r + 3.387132717)) /
      (((67.1875636 * r + 78.757757664) * r + 17.895169469) * r + 1)
    );
  }
  const s = Math.sqrt(-Math.log(Math.min(p, 1 - p)));
  const isFar = s > 5;
  const r = s - (isFar ? 5 : 1.6);
  const depth = isFar
    ? (((0.17337203997 * r + 1.6390939) * r + 3.081226386) * r + 6.657905115) /
      ((0.012258202635 * r + 0.24197894225) * r + 1)
    : (((0.17023821103 * r + 1.306728482) * r + 2.75681539) * r + 1.423437278) /
      ((0.12021132975 * r + 0.7370016425) * r + 1);
  return away < 0 ? -depth : depth;
}
