// A smooth curve through equally spaced points.

/**
 * The cubic spline with not-a-knot ends through `values` at 0, 1, …, n − 1 (`scipy.interpolate.CubicSpline`), as a
 * function of the place. Needs at least four values.
 */
export function cubicSpline(values: readonly number[]): (place: number) => number {
  const slopes = slopesOf(values);
  return (place) => {
    const piece = Math.min(values.length - 2, Math.max(0, Math.floor(place)));
    const t = place - piece;
    const [a, b] = [values[piece] as number, values[piece + 1] as number];
    const [da, db] = [slopes[piece] as number, slopes[piece + 1] as number];
    const rise = b - a;
    return a + t * (da + t * (3 * rise - 2 * da - db + t * (da + db - 2 * rise)));
  };
}

/** Slopes at the points: continuous curvature within, and a continuous third derivative at the second and last but one. */
function slopesOf(values: readonly number[]): Float64Array {
  const n = values.length;
  const at = (i: number) => values[i] as number;
  const [lower, diagonal, upper, right] = [0, 0, 0, 0].map(() => new Float64Array(n)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  diagonal[0] = 1;
  upper[0] = 2;
  right[0] = (5 * (at(1) - at(0)) + (at(2) - at(1))) / 2;
  for (let i = 1; i < n - 1; i++) {
    lower[i] = 1;
    diagonal[i] = 4;
    upper[i] = 1;
    right[i] = 3 * (at(i + 1) - at(i - 1));
  }
  lower[n - 1] = 2;
  diagonal[n - 1] = 1;
  right[n - 1] = (5 * (at(n - 1) - at(n - 2)) + (at(n - 2) - at(n - 3))) / 2;
  return solveTridiagonal(lower, diagonal, upper, right);
}

/** Thomas's algorithm; changes its arguments. */
function solveTridiagonal(
  lower: Float64Array,
  diagonal: Float64Array,
  upper: Float64Array,
  right: Float64Array,
): Float64Array {
  const n = right.length;
  for (let i = 1; i < n; i++) {
    const factor = (lower[i] as number) / (diagonal[i - 1] as number);
    diagonal[i] = (diagonal[i] as number) - factor * (upper[i - 1] as number);
    right[i] = (right[i] as number) - factor * (right[i - 1] as number);
  }
  for (let i = n - 1; i >= 0; i--) {
    const next = i === n - 1 ? 0 : (upper[i] as number) * (right[i + 1] as number);
    right[i] = ((right[i] as number) - next) / (diagonal[i] as number);
  }
  return right;
}
