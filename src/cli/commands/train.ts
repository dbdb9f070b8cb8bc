// `hone train`: one training from a file to figures and a diagnosis.
import { resolve } from 'node:path';
import { type ErrorReport, HoneError, reviveError } from '../../core/errors';
import type { RunRecord } from '../../core/run/record';
import type { Workbench } from '../../workbench/workbench';
import { newFolder } from '../output-path';
import { preflightNotes } from '../preflight-text';
import { createProgress, type Progress } from '../progress';
import { readRecipe } from '../recipe-file';
import { recipeFromOptions } from '../recipe-options';
import { trainReport } from '../run-report';
import { runSummary } from '../run-summary';
import { type ExitCode, exitCodes, type Session } from '../session';
import { type SourceOptions, sourceSettings, tablesAt, withSources } from '../table-sources';
import { checkTarget, requireTarget } from '../target-column';
import { readRunWarnings, tellWarnings } from '../warnings';

export interface TrainOptions extends SourceOptions {
  target?: string;
  set?: readonly string[];
  seed?: string;
  change?: readonly string[];
  recipe?: string;
  test?: string;
  out?: string;
  json?: boolean;
  quiet?: boolean;
}

/** Trains and prints the result; Ctrl-C ends the training and keeps the best epoch. */
export async function train(
  session: Session,
  file: string,
  others: readonly string[],
  options: TrainOptions,
): Promise<ExitCode> {
  const { terminal, cwd } = session;
  const workbench = await session.connect();
  const [data = '', ...more] = [file, ...others].flatMap((name) => tablesAt(resolve(cwd, name)));
  const folder = options.out === undefined ? null : await newFolder(cwd, options.out);
  const base = options.recipe === undefined ? undefined : await readRecipe(resolve(cwd, options.recipe));
  const named = options.target ?? base?.data.target;
  const append = [...more, ...(options.append ?? [])];
  const recipeFor = (column: string) =>
    withSources(recipeFromOptions(column, { ...options, ...(base && { base }) }), cwd, {
      ...options,
      append,
    });
  // What is read depends on the recipe, and the target on what was read.
  const dataset = await workbench.openFile(data, sourceSettings(recipeFor(named ?? '?')));
  const recipe = recipeFor(requireTarget(named, dataset.profile));
  // A dialect given by hand may give other columns than the one that was found.
  if (!recipe.data.dialect) checkTarget(recipe.data.target, dataset.profile);
  const { warnings } = dataset.profile;
  tellWarnings(terminal, warnings, options.quiet);
  const test = options.test === undefined ? null : resolve(cwd, options.test);
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
  const text = options.json
    ? `${JSON.stringify(trainReport(ended))}\n`
    : runSummary(ended, terminal.color.out);
  await terminal.write(text);
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
      if (event.kind === 'workProgressed') progress.phase(event.phase, event.share);
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
