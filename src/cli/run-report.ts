// The result of a training as the one JSON object that `hone train --json` prints.
import type { Finding } from '../core/run/finding';
import type { RunRecord } from '../core/run/record';

/** What the workbench knows of a run that has ended. */
export interface EndedRun {
  /** Absolute. */
  folder: string;
  record: RunRecord;
  findings: readonly Finding[];
}

/** The public result; its keys and their order are a contract. */
export function trainReport({ folder, record, findings }: EndedRun) {
  return {
    run: folder,
    task: record.task,
    target: record.recipe.data.target,
    device: record.execution?.device ?? null,
    executor: record.execution?.executor ?? null,
    epochs: record.epochs,
    bestEpoch: record.bestEpoch,
    seconds: record.seconds,
    parameters: record.parameters,
    metrics: record.metrics,
    ...(record.pretraining && { pretraining: record.pretraining }),
    diagnosis: findings.map(({ rule, confidence, evidence, remedies }) => ({
      rule,
      confidence,
      evidence,
      remedies,
    })),
  };
}
