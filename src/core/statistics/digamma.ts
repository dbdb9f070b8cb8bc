// The digamma function, which nearest-neighbour estimates of information are made of.

/** ψ(x) for x > 0 (`scipy.special.digamma`): recurrence up to 10, then the asymptotic series. */
export function digamma(x: number): number {
  let shifted = x;
  let result = 0;
  while (shifted < 10) {
    result -= 1 / shifted;
    shifted++;
  }
  const square = 1 / (shifted * shifted);
  const series =
    square *
    (1 / 12 -
      square *
        (1 / 120 - square * (1 / 252 - square * (1 / 240 - square * (1 / 132 - (square * 691) / 32760)))));
  return result + Math.log(shifted) - 1 / (2 * shifted) - series;
}
