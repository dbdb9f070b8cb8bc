// Scores of predicted classes, all from the confusion counts.

/** Hits, occurrences and predictions of one class. */
interface ClassCounts {
  hits: number;
  actual: number;
  predicted: number;
}

function perClass(counts: readonly (readonly number[])[]): ClassCounts[] {
  return counts.map((line, k) => ({
    hits: line[k] as number,
    actual: line.reduce((sum, count) => sum + count, 0),
    predicted: counts.reduce((sum, other) => sum + (other[k] as number), 0),
  }));
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Share of rows whose class is right (`accuracy_score`). */
export function accuracyOf(counts: readonly (readonly number[])[]): number {
  const all = perClass(counts);
  const rows = all.reduce((sum, one) => sum + one.actual, 0);
  return all.reduce((sum, one) => sum + one.hits, 0) / rows;
}

/** Mean share of right rows over the classes that occur (`balanced_accuracy_score`). */
export function balancedAccuracyOf(counts: readonly (readonly number[])[]): number {
  const present = perClass(counts).filter((one) => one.actual > 0);
  return average(present.map((one) => one.hits / one.actual));
}

/** Mean F1 over the classes that occur or are predicted (`f1_score(average='macro', zero_division=0)`). */
export function f1MacroOf(counts: readonly (readonly number[])[]): number {
  const present = perClass(counts).filter((one) => one.actual + one.predicted > 0);
  return average(present.map((one) => (2 * one.hits) / (one.actual + one.predicted)));
}
