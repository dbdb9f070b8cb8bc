// `hone check`: the checks before a training, without the training.
import { resolve } from 'node:path';
import { preflightText } from '../preflight-text';
import { createProgress } from '../progress';
import { readRecipe } from '../recipe-file';
import { type RecipeOptions, recipeFromOptions } from '../recipe-options';
import { type ExitCode, exitCodes, type Session } from '../session';
import { checkTarget, requireTarget } from '../target-column';

export interface CheckOptions extends Pick<RecipeOptions, 'set' | 'seed'> {
  target?: string;
  recipe?: string;
  json?: boolean;
  quiet?: boolean;
}

/** Ends with 1 where a light is red, so that a script can stop there. */
export async function check(session: Session, file: string, options: CheckOptions): Promise<ExitCode> {
  const { terminal, cwd } = session;
  const workbench = await session.connect();
  const data = resolve(cwd, file);
  const { profile } = await workbench.openFile(data);
  const base = options.recipe === undefined ? undefined : await readRecipe(resolve(cwd, options.recipe));
  const target = requireTarget(options.target ?? base?.data.target, profile);
  const recipe = recipeFromOptions(target, { ...options, ...(base && { base }) });
  if (!recipe.data.dialect) checkTarget(recipe.data.target, profile);
  const progress = createProgress(terminal, 1, options.quiet ?? false);
  let interrupted = false;
  const ends = [
    workbench.onEvent((event) => {
      if (event.kind === 'workProgressed') progress.phase(event.phase, event.share);
    }),
    session.onInterrupt(() => {
      interrupted = true;
      void workbench.preflights.cancel();
    }),
  ];
  try {
    const preflight = await workbench.preflights.run({ data, recipe });
    progress.end();
    await terminal.write(
      options.json ? `${JSON.stringify({ preflight })}\n` : preflightText(preflight, terminal.color.out),
    );
    return preflight.checks.some(({ light }) => light === 'red') ? exitCodes.failed : exitCodes.done;
  } catch (error) {
    if (interrupted) return exitCodes.interrupted;
    throw error;
  } finally {
    for (const end of ends) end();
    progress.end();
  }
}
