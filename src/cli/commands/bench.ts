// `hone bench`: rows per second of compiled and eager training on this machine.
import { type ErrorReport, HoneError, reviveError } from '../../core/errors';
import { type BenchRow, type Job, trainerEventSchema } from '../../core/run/job';
import { alignTable } from '../aligned-table';
import { countText } from '../number-text';
import { printAnswer } from '../print-answer';
import { createProgress } from '../progress';
import { type ExitCode, exitCodes, type Session } from '../session';

/** The shapes of the comparison with other libraries in `bench/`. */
const shapes = [
  { hidden: 128, batchSize: 128 },
  { hidden: 128, batchSize: 32 },
  { hidden: 512, batchSize: 256 },
  { hidden: 512, batchSize: 1024 },
];

/** Measures in a process of its own, compiled and eager one after the other. */
export async function bench(
  session: Session,
  options: { json?: boolean; quiet?: boolean },
): Promise<ExitCode> {
  const { terminal } = session;
  const cases = shapes.flatMap((shape) => [
    { ...shape, executor: 'auto' as const },
    { ...shape, executor: 'eager' as const },
  ]);
  const progress = createProgress(terminal, cases.length, options.quiet ?? false);
  try {
    const rows = await measure(session, { kind: 'bench', cases }, (share) =>
      progress.phase('Measuring', share),
    );
    progress.end();
    await printAnswer(terminal, options, { bench: rows }, () => benchTable(rows));
  } finally {
    progress.end();
  }
  return exitCodes.done;
}

function measure(session: Session, job: Job, onShare: (share: number | null) => void): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  return new Promise((resolve, reject) => {
    const child = session.launch('trainer', 'bench', null);
    child.onMessage((message) => {
      const event = trainerEventSchema.parse(message);
      if (event.kind === 'ready') child.send({ kind: 'start', job });
      else if (event.kind === 'progress') onShare(event.share);
      else if (event.kind === 'benched') rows.push(event.row);
      else if (event.kind === 'failed') reject(reviveError(event.error as ErrorReport));
      else if (event.kind === 'done') resolve(rows);
    });
    child.onExit((code, signal) => {
      const reason = signal ?? `code ${code}`;
      reject(new HoneError('training-failed', `The measuring process ended before its time (${reason}).`));
    });
  });
}

function benchTable(rows: readonly BenchRow[]): string {
  const cells = rows.map((row, i) => {
    const compiled = rows[i - 1];
    // An eager row follows the compiled one of the same shape.
    const ratio =
      row.executor === 'eager' &&
      compiled &&
      compiled.hidden === row.hidden &&
      compiled.batchSize === row.batchSize
        ? `${(compiled.rowsPerSecond / row.rowsPerSecond).toFixed(1)} times slower`
        : '';
    return [
      `${row.hidden}, ${row.hidden}`,
      countText(row.batchSize),
      row.executor,
      countText(Math.round(row.rowsPerSecond)),
      `${(row.epochSeconds * 1000).toFixed(1)} ms`,
      `${row.firstSeconds.toFixed(2)} s`,
      ratio,
    ];
  });
  return alignTable(
    [['hidden', 'batch', 'executor', 'rows/s', 'epoch', 'first epoch', ''], ...cells],
    ['left', 'right', 'left', 'right', 'right', 'right', 'left'],
  );
}
