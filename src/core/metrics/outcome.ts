// The closing look at a part: confusion counts, or rows to draw.
import type { Outcome } from '../run/outcome';
import { confusionCounts, predictedClasses } from './confusion';

const MOST_POINTS = 2000;

/** probabilities [rows, classes] row-major; target holds class numbers. */
export function confusionOutcome(
  part: Outcome['part'],
  classes: readonly string[],
  probabilities: ArrayLike<number>,
  target: ArrayLike<number>,
): Outcome {
  const counts = confusionCounts(predictedClasses(probabilities, classes.length), target, classes.length);
  return { kind: 'confusion', part, classes: [...classes], counts };
}

/** Predicted against actual, in the target's own unit; of many rows evenly spread ones. */
export function scatterOutcome(
  part: Outcome['part'],
  predicted: ArrayLike<number>,
  actual: ArrayLike<number>,
): Outcome {
  const rows = actual.length;
  const count = Math.min(rows, MOST_POINTS);
  const chosen = Array.from({ length: count }, (_, i) => Math.floor((i * rows) / count));
  return {
    kind: 'scatter',
    part,
    actual: chosen.map((row) => actual[row] as number),
    predicted: chosen.map((row) => predicted[row] as number),
  };
}
