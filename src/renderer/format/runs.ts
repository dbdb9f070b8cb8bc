// Facts about runs in words: the machine they ran on, and the figure they are judged by.
import type { Task } from '../../core/task';
import type { MetricName, Metrics } from '../../core/run/metrics';
import type { Execution, RunRecord } from '../../core/run/record';
import { text } from '../i18n/text';
import { formatFigure } from './numbers';

/** Such as `CPU, compiled with XLA`. */
export function describeExecution({ backend, device, executor }: Execution): string {
  const name = /^(cpu|gpu)/.test(device) ? device.toUpperCase().replace(':', ' ') : device;
  return text.device.execution(
    backend === 'wasm' ? text.device.wasmShort : name,
    text.device.executors[executor],
  );
}

/** The metric that charts and lists show first. */
export function headlineMetric(task: Task | null): MetricName {
  return task === 'regression' ? 'r2' : 'accuracy';
}

/** The headline figure of a part; a dash where there is none. */
export function headlineFigure({ task }: RunRecord, metrics: Metrics | null | undefined): string {
  return formatFigure(metrics?.[headlineMetric(task)]);
}
