// `hone rates`: a learning-rate range test of a recipe.
import { RATE_STEPS } from '../../core/run/judge-rate-test';
import type { RateTest } from '../../core/run/rate-test';
import { alignTable } from '../aligned-table';
import { conductExperiment } from '../conduct-experiment';
import { figureText } from '../number-text';
import { openForTarget, type TableOptions } from '../open-table';
import { printAnswer } from '../print-answer';
import type { ExitCode, Session } from '../session';

export interface RatesOptions extends TableOptions {
  json?: boolean;
}

/** Ctrl-C ends the test and prints what was measured until then. */
export async function rates(
  session: Session,
  files: readonly string[],
  options: RatesOptions,
): Promise<ExitCode> {
  const { data, recipe } = await openForTarget(session, files, options);
  const { rateTests } = await session.connect();
  const { state: test, exitCode } = await conductExperiment(
    session,
    rateTests,
    { data, recipe },
    {
      planned: RATE_STEPS,
      quiet: options.quiet,
      show(event, progress) {
        if (event.kind === 'ratesTested')
          progress.phase('Testing rates', event.test.points.length / RATE_STEPS);
      },
    },
  );
  await printAnswer(session.terminal, options, { rates: test }, () => ratesText(test));
  return exitCode;
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
