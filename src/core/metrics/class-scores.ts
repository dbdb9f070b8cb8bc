// Scores of predicted classes, all from the confusion counts (counts[actual][predicted]).

type Counts = readonly (readonly number[])[];

/** Hits, occurrences and predictions of one class. */
interface ClassCounts {
  hits: number;
  actual: number;
  predicted: number;
}

function perClass(counts: Counts): ClassCounts[] {
  return counts.map((line, k) => ({
    hits: line[k] as number,
    actual: total(line),
    predicted: counts.reduce((sum, other) => sum + (other[k] as number), 0),
  }));
}

/** The classes that occur or are predicted, which is what scikit-learn takes as all labels. */
function seenClasses(counts: Counts): ClassCounts[] {
  return perClass(counts).filter((one) => one.actual + one.predicted > 0);
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function average(values: readonly number[]): number {
  return total(values) / values.length;
}

/** 0 where the divisor is 0, as scikit-learn's `zero_division=0`. */
function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

const f1 = ({ hits, actual, predicted }: ClassCounts) => (2 * hits) / (actual + predicted);

/** Share of rows whose class is right (`accuracy_score`). */
export function accuracyOf(counts: Counts): number {
  const all = perClass(counts);
  return total(all.map((one) => one.hits)) / total(all.map((one) => one.actual));
}

/** Mean share of right rows over the classes that occur (`balanced_accuracy_score`). */
export function balancedAccuracyOf(counts: Counts): number {
  const present = perClass(counts).filter((one) => one.actual > 0);
  return average(present.map((one) => one.hits / one.actual));
}

/** Mean F1 over the classes that occur or are predicted (`f1_score(average='macro', zero_division=0)`). */
export function f1MacroOf(counts: Counts): number {
  return average(seenClasses(counts).map(f1));
}

/** F1 of all classes' hits together (`f1_score(average='micro')`); with one label a row it equals the accuracy. */
export function f1MicroOf(counts: Counts): number {
  return accuracyOf(counts);
}

/** Mean F1 weighted by how often each class occurs (`f1_score(average='weighted')`). */
export function f1WeightedOf(counts: Counts): number {
  const seen = seenClasses(counts);
  return total(seen.map((one) => f1(one) * one.actual)) / total(seen.map((one) => one.actual));
}

/** Mean over those classes of the share of a class's predictions that are right (`precision_score(average='macro')`). */
export function precisionMacroOf(counts: Counts): number {
  return average(seenClasses(counts).map(({ hits, predicted }) => ratio(hits, predicted)));
}

/** Mean over those classes of the share of a class's rows that are found (`recall_score(average='macro')`). */
export function recallMacroOf(counts: Counts): number {
  return average(seenClasses(counts).map(({ hits, actual }) => ratio(hits, actual)));
}

/**
 * Agreement beyond what chance gives (`cohen_kappa_score`); null where both sides hold the same single class, so that
 * chance agrees in every row.
 */
export function cohenKappaOf(counts: Counts): number | null {
  const all = perClass(counts);
  const rows = total(all.map((one) => one.actual));
  const byChance = total(all.map((one) => one.actual * one.predicted)) / rows;
  const missed = rows - total(all.map((one) => one.hits));
  return byChance === rows ? null : 1 - missed / (rows - byChance);
}

/** Matthews correlation of several classes (`matthews_corrcoef`; Gorodkin 2004); 0 where one side holds a single class. */
export function matthewsCorrelationOf(counts: Counts): number {
  const all = perClass(counts);
  const rows = total(all.map((one) => one.actual));
  const hits = total(all.map((one) => one.hits));
  const products = total(all.map((one) => one.actual * one.predicted));
  const spread = (side: 'actual' | 'predicted') => rows ** 2 - total(all.map((one) => one[side] ** 2));
  const scale = Math.sqrt(spread('actual') * spread('predicted'));
  return ratio(hits * rows - products, scale);
}
