// `hone understand`: what goes with a target, and what is wrong with the data.
import { resolve } from 'node:path';
import { createProgress } from '../progress';
import { recipeFromOptions } from '../recipe-options';
import { type ExitCode, exitCodes, type Session } from '../session';
import { checkTarget, requireTarget } from '../target-column';
import { understandingText } from '../understanding-text';

export interface UnderstandOptions {
  target?: string;
  set?: readonly string[];
  test?: string;
  json?: boolean;
  quiet?: boolean;
}

/** Ends with 0 whatever is found: warnings are for people to judge. */
export async function understand(
  session: Session,
  file: string,
  { test, set, ...options }: UnderstandOptions,
): Promise<ExitCode> {
  const { terminal, cwd } = session;
  const workbench = await session.connect();
  const { datasetId, profile } = await workbench.openFile(resolve(cwd, file));
  const target = requireTarget(options.target, profile);
  const recipe = recipeFromOptions(target, set ? { set } : {});
  checkTarget(recipe.data.target, profile);
  const progress = createProgress(terminal, 1, options.quiet ?? false);
  let interrupted = false;
  const ends = [
    workbench.onEvent((event) => {
      if (event.kind === 'workProgressed') progress.phase(event.phase, event.share);
    }),
    session.onInterrupt(() => {
      interrupted = true;
      workbench.cancelData(datasetId);
    }),
  ];
  try {
    const found = await workbench.understand(
      datasetId,
      recipe,
      test === undefined ? null : resolve(cwd, test),
    );
    progress.end();
    const text = options.json
      ? `${JSON.stringify(found)}\n`
      : understandingText(found, profile, { file, color: terminal.color.out });
    await terminal.write(text);
    return exitCodes.done;
  } catch (error) {
    if (interrupted) return exitCodes.interrupted;
    throw error;
  } finally {
    for (const end of ends) end();
    progress.end();
  }
}
