// The trainer process: takes one job from the workbench, does it, reports, and exits.
import { reportError } from '../core/errors';
import { type Job, type TrainerEvent, trainerCommandSchema } from '../core/run/job';
import { connectParent } from '../data/process/parent-port';
import { createOrders } from './orders';
import { createPageLines } from './page-lines';

const port = connectParent();
const pages = createPageLines();
const orders = createOrders((paused) =>
  send({ kind: 'record', change: { state: paused ? 'paused' : 'training' } }),
);

function send(event: TrainerEvent): void {
  port.send(event);
  if (event.kind === 'epochs') pages.send(event);
}

/** Loaded only for the job at hand, since TensorFlow and DuckDB take a while to load. */
async function run(job: Job): Promise<void> {
  switch (job.kind) {
    case 'train':
      return (await import('./train-job')).train(job, orders, send);
    case 'predict':
      return (await import('./predict-job')).predict(job, send);
    case 'export':
      return (await import('./export-job')).exportRun(job, send);
    case 'effect':
      return (await import('./effect-job')).measureEffect(job, orders, send);
    case 'folds':
      return (await import('./folds-job')).measureFolds(job, orders, send);
    case 'rate-test':
      return (await import('./rate-test-job')).testRates(job, orders, send);
    case 'preflight':
      return (await import('./preflight')).preflight(job, orders, send);
    case 'probe':
      return (await import('./probe-job')).probe(send);
    case 'bench':
      return (await import('./bench-job')).bench(job, orders, send);
  }
}

/** Ends the process once its last message has left. */
async function exit(code: number): Promise<void> {
  pages.close();
  await port.flushed();
  process.exit(code);
}

let started = false;
port.onMessage((message, ports) => {
  for (const line of ports) pages.add(line);
  if (ports.length > 0) return;
  const command = trainerCommandSchema.safeParse(message);
  if (!command.success) return;
  if (command.data.kind === 'change') {
    orders.change(command.data);
    return;
  }
  if (command.data.kind !== 'start') {
    orders.give(command.data.kind);
    send({ kind: 'acknowledged', command: command.data.kind });
    return;
  }
  if (started) return;
  started = true;
  run(command.data.job).then(
    () => exit(0),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
      send({ kind: 'failed', error: reportError(error) });
      return exit(1);
    },
  );
});
// Ctrl-C reaches the whole group of processes; the workbench decides what it means for a training.
process.on('SIGINT', () => {});
// Nobody would hear of the result: the run can be taken up again from its last checkpoint.
port.onClose(() => process.exit(1));
send({ kind: 'ready' });
