// `hone cross-validate`: trains a recipe once for each fold and says how good it is, and how sure that is.
import { HoneError } from '../../core/errors';
import { conductExperiment } from '../conduct-experiment';
import { foldsText } from '../folds-text';
import { openForTarget, type TableOptions } from '../open-table';
import { printAnswer } from '../print-answer';
import type { ExitCode, Session } from '../session';

export interface CrossValidateOptions extends TableOptions {
  folds?: string;
  repeats?: string;
  json?: boolean;
}

const USUAL_FOLDS = 5;

/** Trains the folds and prints their figures; Ctrl-C prints those that are done. */
export async function crossValidate(
  session: Session,
  files: readonly string[],
  options: CrossValidateOptions,
): Promise<ExitCode> {
  const asked = {
    folds: readCount('folds', options.folds),
    repeats: readCount('repeats', options.repeats),
  };
  const { data, recipe } = await openForTarget(session, files, options);
  const usual = recipe.split.kind === 'k-fold' ? recipe.split : { folds: USUAL_FOLDS, repeats: 1 };
  const { folds = usual.folds, repeats = usual.repeats } = asked;
  const service = (await session.connect()).folds;
  const planned = folds * repeats;
  const { state: measured, exitCode } = await conductExperiment(
    session,
    service,
    { data, recipe, folds, repeats },
    {
      planned,
      quiet: options.quiet,
      show(event, progress) {
        if (event.kind !== 'foldsMeasured') return;
        const { scores, share } = event.folds;
        const done = `${scores.length} of ${planned} trainings done`;
        if (scores.length > 0) progress.milestone(done);
        progress.phase(`Cross-validating, ${done}`, share);
      },
    },
  );
  await printAnswer(session.terminal, options, { folds: measured }, (color) => foldsText(measured, color));
  return exitCode;
}

function readCount(what: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const count = Number(text);
  if (text.trim() !== '' && Number.isInteger(count)) return count;
  throw new HoneError('request-invalid', `'${text}' is no number of ${what}.`, {
    fix: `Write for instance --${what} ${what === 'folds' ? USUAL_FOLDS : 3}.`,
  });
}
