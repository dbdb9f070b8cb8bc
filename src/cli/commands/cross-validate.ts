// `hone cross-validate`: trains a recipe once for each fold and says how good it is, and how sure that is.
import { resolve } from 'node:path';
import { type ErrorReport, HoneError, reviveError } from '../../core/errors';
import type { Folds } from '../../core/run/folds';
import type { FoldsInput } from '../../workbench/folds-service';
import type { Workbench } from '../../workbench/workbench';
import { foldsText } from '../folds-text';
import { createProgress } from '../progress';
import { readRecipe } from '../recipe-file';
import { recipeFromOptions } from '../recipe-options';
import { type ExitCode, exitCodes, type Session } from '../session';
import { checkTarget, requireTarget } from '../target-column';

export interface CrossValidateOptions {
  target?: string;
  set?: readonly string[];
  recipe?: string;
  folds?: string;
  repeats?: string;
  seed?: string;
  json?: boolean;
  quiet?: boolean;
}

const USUAL_FOLDS = 5;

/** Trains the folds and prints their figures; Ctrl-C prints those that are done. */
export async function crossValidate(
  session: Session,
  file: string,
  options: CrossValidateOptions,
): Promise<ExitCode> {
  const { terminal } = session;
  const workbench = await session.connect();
  const input = await readInput(session, workbench, file, options);
  const { measured, interrupted } = await measure(session, workbench, input, options.quiet ?? false);
  if (measured.error) throw reviveError(measured.error as ErrorReport);
  await terminal.write(
    options.json ? `${JSON.stringify({ folds: measured })}\n` : foldsText(measured, terminal.color.out),
  );
  return interrupted ? exitCodes.interrupted : exitCodes.done;
}

async function readInput(
  { cwd }: Session,
  workbench: Workbench,
  file: string,
  options: CrossValidateOptions,
): Promise<FoldsInput> {
  const data = resolve(cwd, file);
  const { profile } = await workbench.openFile(data);
  const start = options.recipe === undefined ? undefined : await readRecipe(resolve(cwd, options.recipe));
  const target = requireTarget(options.target ?? start?.data.target, profile);
  const { set = [], seed } = options;
  const recipe = recipeFromOptions(target, {
    set,
    ...(seed !== undefined && { seed }),
    ...(start && { base: start }),
  });
  if (!recipe.data.dialect) checkTarget(recipe.data.target, profile);
  const { folds, repeats } =
    recipe.split.kind === 'k-fold' ? recipe.split : { folds: USUAL_FOLDS, repeats: 1 };
  return {
    data,
    recipe,
    folds: readCount('folds', options.folds) ?? folds,
    repeats: readCount('repeats', options.repeats) ?? repeats,
  };
}

function readCount(what: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const count = Number(text);
  if (text.trim() !== '' && Number.isInteger(count)) return count;
  throw new HoneError('request-invalid', `'${text}' is no number of ${what}.`, {
    fix: `Write for instance --${what} ${what === 'folds' ? USUAL_FOLDS : 3}.`,
  });
}

async function measure(
  session: Session,
  { folds, onEvent }: Workbench,
  input: FoldsInput,
  quiet: boolean,
): Promise<{ measured: Folds; interrupted: boolean }> {
  const { terminal } = session;
  const planned = input.folds * input.repeats;
  const progress = createProgress(terminal, planned, quiet);
  let told = 0;
  let interrupted = false;
  const ends = [
    onEvent((event) => {
      if (event.kind !== 'foldsMeasured') return;
      const { scores, share } = event.folds;
      if (scores.length > told && !terminal.live && !quiet)
        terminal.tell(`${scores.length} of ${planned} trainings done\n`);
      told = scores.length;
      progress.phase(`Cross-validating, ${scores.length} of ${planned} trainings done`, share);
    }),
    session.onInterrupt(() => {
      interrupted = true;
      void folds.cancel();
    }),
  ];
  try {
    const first = await folds.begin(input);
    if (interrupted) await folds.cancel();
    return { measured: (await folds.ended()) ?? first, interrupted };
  } finally {
    for (const end of ends) end();
    progress.end();
  }
}
