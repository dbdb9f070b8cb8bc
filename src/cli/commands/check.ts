// `hone check`: the checks before a training, without the training.
import { openForTarget, type TableOptions } from '../open-table';
import { preflightText } from '../preflight-text';
import { printAnswer } from '../print-answer';
import { type ExitCode, exitCodes, type Session } from '../session';
import { watchWork } from '../watch-work';

export interface CheckOptions extends TableOptions {
  json?: boolean;
}

/** Ends with 1 where a light is red, so that a script can stop there. */
export async function check(
  session: Session,
  files: readonly string[],
  options: CheckOptions,
): Promise<ExitCode> {
  const { data, recipe } = await openForTarget(session, files, options);
  const { preflights } = await session.connect();
  const preflight = await watchWork(session, { quiet: options.quiet, cancel: preflights.cancel }, () =>
    preflights.run({ data, recipe }),
  );
  await printAnswer(session.terminal, options, { preflight }, (color) => preflightText(preflight, color));
  return preflight.checks.some(({ light }) => light === 'red') ? exitCodes.failed : exitCodes.done;
}
