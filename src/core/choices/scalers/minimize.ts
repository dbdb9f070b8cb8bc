// The smallest value of a function of one number.

const GOLDEN = (3 - Math.sqrt(5)) / 2;
const MOST_STEPS = 500;

/**
 * Where `f` is least between `low` and `high`, for a function with one valley there, to within `tolerance` (Brent 1973,
 * parabolas with golden sections, as `scipy.optimize.fminbound`).
 */
export function minimize(f: (x: number) => number, low: number, high: number, tolerance: number): number {
  let [a, b] = [low, high];
  let x = a + GOLDEN * (b - a);
  let [w, v] = [x, x];
  let fx = f(x);
  let [fw, fv] = [fx, fx];
  let step = 0;
  let before = 0;
  for (let i = 0; i < MOST_STEPS; i++) {
    const middle = (a + b) / 2;
    const least = 1e-10 * Math.abs(x) + tolerance / 3;
    if (Math.abs(x - middle) <= 2 * least - (b - a) / 2) break;
    const parabola = Math.abs(before) > least ? parabolaStep(x, w, v, fx, fw, fv, before) : null;
    if (parabola !== null && x + parabola > a && x + parabola < b) {
      [before, step] = [step, parabola];
      const next = x + step;
      if (next - a < 2 * least || b - next < 2 * least) step = middle >= x ? least : -least;
    } else {
      before = x >= middle ? a - x : b - x;
      step = GOLDEN * before;
    }
    const u = x + (Math.abs(step) >= least ? step : Math.sign(step) * least);
    const fu = f(u);
    if (fu <= fx) {
      if (u >= x) a = x;
      else b = x;
      [v, w, x] = [w, x, u];
      [fv, fw, fx] = [fw, fx, fu];
      continue;
    }
    if (u < x) a = u;
    else b = u;
    if (fu <= fw || w === x) {
      [v, w] = [w, u];
      [fv, fw] = [fw, fu];
    } else if (fu <= fv || v === x || v === w) [v, fv] = [u, fu];
  }
  return x;
}

/** The step to the lowest point of the parabola through three points; null where it is no better than halving. */
function parabolaStep(
  x: number,
  w: number,
  v: number,
  fx: number,
  fw: number,
  fv: number,
  before: number,
): number | null {
  const r = (x - w) * (fx - fv);
  const q = (x - v) * (fx - fw);
  const numerator = (x - v) * q - (x - w) * r;
  const denominator = 2 * (q - r);
  if (denominator === 0) return null;
  const step = -numerator / denominator;
  return Math.abs(step) < Math.abs(before / 2) ? step : null;
}
