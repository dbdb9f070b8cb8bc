// `hone understand`: what goes with a target, and what is wrong with the data.
import { openForTarget, type TableOptions, trainCommand } from '../open-table';
import { printAnswer } from '../print-answer';
import { type ExitCode, exitCodes, type Session } from '../session';
import { understandingText } from '../understanding-text';
import { watchWork } from '../watch-work';

export interface UnderstandOptions extends TableOptions {
  json?: boolean;
}

/** Ends with 0 whatever is found: warnings are for people to judge. */
export async function understand(
  session: Session,
  files: readonly string[],
  options: UnderstandOptions,
): Promise<ExitCode> {
  const { dataset, recipe, test } = await openForTarget(session, files, options);
  const workbench = await session.connect();
  const cancel = () => workbench.cancelData(dataset.datasetId);
  const found = await watchWork(session, { quiet: options.quiet, cancel }, () =>
    workbench.understand(dataset.datasetId, recipe, test),
  );
  const next = trainCommand(files, options, found.target.name);
  await printAnswer(session.terminal, options, found, (color) =>
    understandingText(found, dataset.profile, { next, color }),
  );
  return exitCodes.done;
}
