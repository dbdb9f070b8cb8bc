// What the figures of a cross-validation are over its folds.
import { crossValidated } from '../statistics/cross-validated';
import { mean } from '../statistics/moments';
import type { FoldScore, FoldsSummary } from './folds';
import { type MetricName, metricsSchema } from './metrics';

const names = [...(Object.keys(metricsSchema.shape) as MetricName[]), 'loss'] as const;

/** Every figure that at least one fold has, in the order of the metrics, the loss last. */
export function sumUpFolds(scores: readonly FoldScore[]): FoldsSummary[] {
  return names.flatMap((metric): FoldsSummary[] => {
    const having = scores.filter((score) => figureOf(score, metric) !== null);
    if (having.length === 0) return [];
    const figures = having.map((score) => figureOf(score, metric) as number);
    const ratio = mean(having.map(({ rows }) => rows.judged / rows.train));
    const known = crossValidated(figures, ratio);
    const { deviation = null, error = null } = known ?? {};
    return [{ metric, mean: mean(figures), deviation, error, folds: figures.length }];
  });
}

function figureOf({ metrics, loss }: FoldScore, name: (typeof names)[number]): number | null {
  return (name === 'loss' ? loss : metrics[name]) ?? null;
}
