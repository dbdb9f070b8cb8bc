// Eigenvectors of a symmetric matrix: Householder's tridiagonal form, then the QL algorithm (EISPACK tred2 and tql2, as in JAMA).

export interface Eigen {
  /** Descending. */
  values: Float64Array;
  /** One unit vector for each value. */
  vectors: Float64Array[];
}

/** Of a symmetric matrix [size, size], row by row. */
export function eigenOf(matrix: Float64Array, size: number): Eigen {
  const rows = Array.from({ length: size }, (_, i) => matrix.slice(i * size, (i + 1) * size));
  const d = new Float64Array(size);
  const e = new Float64Array(size);
  tridiagonalize(rows, d, e);
  diagonalize(rows, d, e);
  const order = Array.from(d.keys()).sort((a, b) => (d[b] as number) - (d[a] as number));
  return {
    values: Float64Array.from(order, (i) => d[i] as number),
    vectors: order.map((i) => Float64Array.from(rows, (row) => row[i] as number)),
  };
}

type Rows = Float64Array[];
const at = (list: Float64Array, i: number) => list[i] as number;
const rowOf = (rows: Rows, i: number) => rows[i] as Float64Array;

/** Leaves the diagonal in d, what lies beside it in e, and the turn in V. */
function tridiagonalize(V: Rows, d: Float64Array, e: Float64Array): void {
  const n = d.length;
  d.set(rowOf(V, n - 1));
  for (let i = n - 1; i > 0; i--) {
    let scale = 0;
    for (let k = 0; k < i; k++) scale += Math.abs(at(d, k));
    if (scale === 0) {
      e[i] = at(d, i - 1);
      for (let j = 0; j < i; j++) {
        d[j] = at(rowOf(V, i - 1), j);
        rowOf(V, i)[j] = 0;
        rowOf(V, j)[i] = 0;
      }
      d[i] = 0;
    } else d[i] = reflect(V, d, e, i, scale);
  }
  gatherTurns(V, d, e);
}

/** One Householder reflection that clears row i; returns its half square. */
function reflect(V: Rows, d: Float64Array, e: Float64Array, i: number, scale: number): number {
  let h = 0;
  for (let k = 0; k < i; k++) {
    d[k] = at(d, k) / scale;
    h += at(d, k) ** 2;
  }
  const f = at(d, i - 1);
  const g = f > 0 ? -Math.sqrt(h) : Math.sqrt(h);
  e[i] = scale * g;
  h -= f * g;
  d[i - 1] = f - g;
  e.fill(0, 0, i);
  for (let j = 0; j < i; j++) {
    rowOf(V, j)[i] = at(d, j);
    let sum = at(e, j) + at(rowOf(V, j), j) * at(d, j);
    for (let k = j + 1; k < i; k++) {
      sum += at(rowOf(V, k), j) * at(d, k);
      e[k] = at(e, k) + at(rowOf(V, k), j) * at(d, j);
    }
    e[j] = sum;
  }
  let dot = 0;
  for (let j = 0; j < i; j++) {
    e[j] = at(e, j) / h;
    dot += at(e, j) * at(d, j);
  }
  for (let j = 0; j < i; j++) e[j] = at(e, j) - (dot / (h + h)) * at(d, j);
  for (let j = 0; j < i; j++) {
    for (let k = j; k < i; k++) {
      rowOf(V, k)[j] = at(rowOf(V, k), j) - (at(d, j) * at(e, k) + at(e, j) * at(d, k));
    }
    d[j] = at(rowOf(V, i - 1), j);
    rowOf(V, i)[j] = 0;
  }
  return h;
}

/** Multiplies the reflections together. */
function gatherTurns(V: Rows, d: Float64Array, e: Float64Array): void {
  const n = d.length;
  const last = rowOf(V, n - 1);
  for (let i = 0; i < n - 1; i++) {
    last[i] = at(rowOf(V, i), i);
    rowOf(V, i)[i] = 1;
    const h = at(d, i + 1);
    if (h !== 0) {
      for (let k = 0; k <= i; k++) d[k] = at(rowOf(V, k), i + 1) / h;
      for (let j = 0; j <= i; j++) {
        let g = 0;
        for (let k = 0; k <= i; k++) g += at(rowOf(V, k), i + 1) * at(rowOf(V, k), j);
        for (let k = 0; k <= i; k++) rowOf(V, k)[j] = at(rowOf(V, k), j) - g * at(d, k);
      }
    }
    for (let k = 0; k <= i; k++) rowOf(V, k)[i + 1] = 0;
  }
  d.set(last);
  last.fill(0);
  last[n - 1] = 1;
  e[0] = 0;
}

/** QL steps with shifts until nothing lies beside the diagonal. */
function diagonalize(V: Rows, d: Float64Array, e: Float64Array): void {
  const n = d.length;
  e.copyWithin(0, 1);
  e[n - 1] = 0;
  let shift = 0;
  let largest = 0;
  for (let l = 0; l < n; l++) {
    largest = Math.max(largest, Math.abs(at(d, l)) + Math.abs(at(e, l)));
    let m = l;
    while (m < n - 1 && Math.abs(at(e, m)) > Number.EPSILON * largest) m++;
    while (m > l && Math.abs(at(e, l)) > Number.EPSILON * largest) shift += sweep(V, d, e, l, m);
    d[l] = at(d, l) + shift;
    e[l] = 0;
  }
}

/** One implicit QL sweep over the block from l to m; returns the shift that was taken off. */
function sweep(V: Rows, d: Float64Array, e: Float64Array, l: number, m: number): number {
  const n = d.length;
  const g = at(d, l);
  let p = (at(d, l + 1) - g) / (2 * at(e, l));
  const r = p < 0 ? -Math.hypot(p, 1) : Math.hypot(p, 1);
  const beside = at(e, l);
  d[l] = beside / (p + r);
  d[l + 1] = beside * (p + r);
  const next = at(d, l + 1);
  const shift = g - at(d, l);
  for (let i = l + 2; i < n; i++) d[i] = at(d, i) - shift;
  p = at(d, m);
  let [c, c2, c3, s, s2] = [1, 1, 1, 0, 0];
  const after = at(e, l + 1);
  for (let i = m - 1; i >= l; i--) {
    [c3, c2, s2] = [c2, c, s];
    const rise = c * at(e, i);
    const h = c * p;
    const length = Math.hypot(p, at(e, i));
    e[i + 1] = s * length;
    s = at(e, i) / length;
    c = p / length;
    p = c * at(d, i) - s * rise;
    d[i + 1] = h + s * (c * rise + s * at(d, i));
    for (const row of V) {
      const kept = at(row, i + 1);
      row[i + 1] = s * at(row, i) + c * kept;
      row[i] = c * at(row, i) - s * kept;
    }
  }
  p = (-s * s2 * c3 * after * at(e, l)) / next;
  e[l] = s * p;
  d[l] = c * p;
  return shift;
}
