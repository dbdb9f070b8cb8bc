// `hone inspect`: what Hone understood of a file.
import { resolve } from 'node:path';
import { HoneError } from '../../core/errors';
import { describeText, type TextDescription } from '../../data/describe-text';
import { alignTable } from '../aligned-table';
import { amountText } from '../number-text';
import { openTable, type TableOptions, trainCommand } from '../open-table';
import { printAnswer } from '../print-answer';
import { layoutText, profileText } from '../profile-text';
import { type ExitCode, exitCodes, type Session } from '../session';
import { tellWarnings } from '../warnings';

export interface InspectOptions extends TableOptions {
  json?: boolean;
}

/** Prints the dialect and a line per column; as JSON the whole profile. */
export async function inspect(
  session: Session,
  files: readonly string[],
  options: InspectOptions,
): Promise<ExitCode> {
  const { terminal } = session;
  const opened = await openTable(session, files, options).catch((error: unknown) =>
    describeInstead(session.cwd, files, error),
  );
  if ('refusal' in opened) return tellRefused(session, opened, options);
  const { profile } = opened.dataset;
  tellWarnings(terminal, profile.warnings, options.quiet);
  const next = trainCommand(files, options, profile.suggestedTarget);
  await printAnswer(terminal, options, profile, (color) =>
    profileText(profile, next, { color, width: terminal.width.out }),
  );
  return exitCodes.done;
}

interface Refused extends TextDescription {
  refusal: HoneError;
}

/** What can be said of a file that no model can learn from; throws the fault if it is no table at all. */
async function describeInstead(cwd: string, files: readonly string[], error: unknown): Promise<Refused> {
  const isData = error instanceof HoneError && error.code === 'data-invalid';
  if (!isData || files.length !== 1) throw error;
  const description = await describeText(resolve(cwd, files[0] ?? '')).catch(() => {
    throw error;
  });
  return { ...description, refusal: error };
}

async function tellRefused(
  { terminal }: Session,
  { refusal, ...description }: Refused,
  options: InspectOptions,
): Promise<ExitCode> {
  tellWarnings(terminal, [refusal.message], options.quiet);
  const answer = { ...description, warnings: [refusal.message], suggestedTarget: '' };
  await printAnswer(terminal, options, answer, () => descriptionText(description));
  return exitCodes.done;
}

function descriptionText({ name, rows, columns, dialect, reading }: TextDescription): string {
  return [
    `${name}: ${amountText(rows, 'row')}, ${amountText(columns.length, 'column')}\n`,
    `${layoutText(dialect, reading)}\n\n`,
    alignTable(
      [['column', 'type'], ...columns.map((column) => [column.name, column.type])],
      ['left', 'left'],
    ),
  ].join('');
}
