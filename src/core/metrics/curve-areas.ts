// Areas under the ROC and the precision-recall curve, of one class or as the mean over classes.
import { averagePrecision, type RankedScores, rankScores, rocArea } from './ranked-scores';

export interface CurveAreas {
  rocAuc: number | null;
  prAuc: number | null;
}

/**
 * `sklearn.metrics.roc_auc_score` and `average_precision_score`: of class 1 for two classes, else the plain mean over
 * classes, each against the rest (`multi_class='ovr', average='macro'`). Null where a judged class does not occur, and for
 * rocAuc where nothing else does. probabilities [rows, classes] row-major.
 */
export function curveAreas(
  probabilities: ArrayLike<number>,
  classes: number,
  actual: ArrayLike<number>,
): CurveAreas {
  const judged = classes === 2 ? [1] : Array.from({ length: classes }, (_, k) => k);
  const areas = { rocAuc: meanOrNull(judged.length), prAuc: meanOrNull(judged.length) };
  for (const k of judged) {
    const ranked: RankedScores = rankScores(probabilities, classes, actual, k);
    areas.rocAuc.add(rocArea(ranked));
    areas.prAuc.add(averagePrecision(ranked));
  }
  return { rocAuc: areas.rocAuc.value(), prAuc: areas.prAuc.value() };
}

/** The mean of so many numbers; null once one of them is. */
function meanOrNull(count: number) {
  let sum: number | null = 0;
  return {
    add(value: number | null) {
      sum = sum === null || value === null ? null : sum + value;
    },
    value: () => (sum === null ? null : sum / count),
  };
}
