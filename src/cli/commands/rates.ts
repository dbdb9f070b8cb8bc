// `hone rates`: a learning-rate range test of a recipe.
import { resolve } from 'node:path';
import { type ErrorReport, reviveError } from '../../core/errors';
import { RATE_STEPS } from '../../core/run/judge-rate-test';
import type { RateTest } from '../../core/run/rate-test';
import { alignTable } from '../aligned-table';
import { figureText } from '../number-text';
import { createProgress } from '../progress';
import { type RecipeOptions, recipeFromOptions } from '../recipe-options';
import { type ExitCode, exitCodes, type Session } from '../session';
import { checkTarget, requireTarget } from '../target-column';

export interface RatesOptions extends Pick<RecipeOptions, 'set' | 'seed'> {
  target?: string;
  json?: boolean;
  quiet?: boolean;
}

/** Ctrl-C ends the test and prints what was measured until then. */
export async function rates(session: Session, file: string, options: RatesOptions): Promise<ExitCode> {
  const { terminal } = session;
  const workbench = await session.connect();
  const data = resolve(session.cwd, file);
  const { profile } = await workbench.openFile(data);
  const recipe = recipeFromOptions(requireTarget(options.target, profile), options);
  if (!recipe.data.dialect) checkTarget(recipe.data.target, profile);
  const progress = createProgress(terminal, RATE_STEPS, options.quiet ?? false);
  let interrupted = false;
  const ends = [
    workbench.onEvent((event) => {
      if (event.kind === 'ratesTested')
        progress.phase('Testing rates', event.test.points.length / RATE_STEPS);
    }),
    session.onInterrupt(() => {
      interrupted = true;
      void workbench.rateTests.cancel();
    }),
  ];
  try {
    await workbench.rateTests.begin({ data, recipe });
    const test = (await workbench.rateTests.ended()) as RateTest;
    progress.end();
    if (test.error) throw reviveError(test.error as ErrorReport);
    await terminal.write(options.json ? `${JSON.stringify({ rates: test })}\n` : ratesText(test));
    return interrupted ? exitCodes.interrupted : exitCodes.done;
  } finally {
    for (const end of ends) end();
    progress.end();
  }
}

/** Every eighth point, then what they say. */
function ratesText({ points, smoothed, suggested, explanation }: RateTest): string {
  const shown = points
    .map(({ rate, loss }, i) => [figureText(rate), figureText(loss), figureText(smoothed[i])])
    .filter((_, i) => i % 8 === 0 || i === points.length - 1);
  const table = alignTable([['rate', 'loss', 'smoothed'], ...shown], ['right', 'right', 'right']);
  const advice = suggested === null ? '' : `\nTry --set training.learning-rate=${suggested}\n`;
  return `${table}\n${explanation}\n${advice}`;
}
