// `hone train`: one training from a file to figures and a diagnosis.
import { type ErrorReport, HoneError, reviveError } from '../../core/errors';
import type { RunRecord } from '../../core/run/record';
import type { Workbench } from '../../workbench/workbench';
import { openForTarget, type TableOptions } from '../open-table';
import { newFolder } from '../output-path';
import { preflightNotes } from '../preflight-text';
import { printAnswer } from '../print-answer';
import { createProgress, type Progress } from '../progress';
import { trainReport } from '../run-report';
import { runSummary } from '../run-summary';
import { type ExitCode, exitCodes, type Session } from '../session';
import { readRunWarnings, tellWarnings } from '../warnings';

export interface TrainOptions extends TableOptions {
  out?: string;
  json?: boolean;
}

/** Trains and prints the result; Ctrl-C ends the training and keeps the best epoch. */
export async function train(
  session: Session,
  files: readonly string[],
  options: TrainOptions,
): Promise<ExitCode> {
  const { terminal, cwd } = session;
  const folder = options.out === undefined ? null : await newFolder(cwd, options.out);
  const { data, dataset, recipe, test } = await openForTarget(session, files, options);
  const { warnings } = dataset.profile;
  const workbench = await session.connect();
  const progress = createProgress(terminal, recipe.training.epochs, options.quiet ?? false);
  const input = { data, test, recipe, folder };
  const { record, interrupted } = await runToEnd(session, workbench, progress, input, options.quiet);
  await refuseFailure(workbench, record);
  const ended = await workbench.readRun(record.id);
  const found = await readRunWarnings(ended.folder);
  tellWarnings(
    terminal,
    found.filter((warning) => !warnings.includes(warning)),
    options.quiet,
  );
  await printAnswer(terminal, options, trainReport(ended), (color) => runSummary(ended, color));
  return interrupted ? exitCodes.interrupted : exitCodes.done;
}

async function runToEnd(
  session: Session,
  workbench: Workbench,
  progress: Progress,
  input: Parameters<Workbench['startRun']>[0],
  quiet = false,
): Promise<{ record: RunRecord; interrupted: boolean }> {
  let interrupted = false;
  let runId: string | null = null;
  const stop = () => {
    // A run that ended by itself in this moment cannot be stopped: its record tells what came of it.
    if (runId !== null) workbench.control(runId, 'stop').catch(() => {});
  };
  const ends = [
    workbench.onEvent((event) => {
      if (event.kind === 'workProgressed') progress.work(event);
      if (event.kind === 'runChecked' && event.runId === runId && !quiet)
        for (const note of preflightNotes(event.preflight)) progress.note(note);
    }),
    session.onInterrupt(() => {
      interrupted = true;
      progress.note('Stopping; the best epoch so far is kept. Press Ctrl-C again to end at once.');
      stop();
    }),
  ];
  try {
    runId = (await workbench.startRun(input)).id;
    ends.push(workbench.follow(runId, (batch) => progress.epochs(batch)));
    if (interrupted) stop();
    return { record: await workbench.waitForRun(runId), interrupted };
  } finally {
    for (const end of ends) end();
    progress.end();
  }
}

/** Throws what made a run useless, and takes away the folder of one that never got to its first epoch. */
async function refuseFailure(workbench: Workbench, record: RunRecord): Promise<void> {
  const usable = record.metrics !== null && record.bestEpoch > 0;
  if (usable && record.state !== 'failed') return;
  if (record.epochs === 0) await workbench.call('run.remove', { runId: record.id });
  if (record.error) throw reviveError(record.error as ErrorReport);
  if (record.state === 'stopped' || record.state === 'cancelled') {
    throw new HoneError('cancelled', 'The training was stopped before its first epoch, so nothing is kept.');
  }
  throw new HoneError(
    'training-failed',
    'No epoch of the training gave finite figures, so there is no model.',
    {
      fix: 'Lower the learning rate, for instance with --set training.learning-rate=0.0001.',
    },
  );
}
