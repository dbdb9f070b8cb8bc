// How a fault is told: one sentence, its place and the way out of it on stderr, and the exit code.
import type { ErrorCode, ErrorPlace, ErrorReport } from '../core/errors';
import { reportError } from '../core/errors';
import { paint } from './paint';
import { type ExitCode, exitCodes, type Terminal } from './session';
import { wrapText } from './wrap-text';

/** Faults of the program or the machine; all others are the caller's to mend. */
const failures: readonly ErrorCode[] = ['runtime-unavailable', 'training-failed', 'internal'];

/** The exit code for a fault of that kind. */
export function exitCodeOf(code: ErrorCode): ExitCode {
  if (code === 'cancelled') return exitCodes.interrupted;
  return failures.includes(code) ? exitCodes.failed : exitCodes.wrongInput;
}

/** Tells a thrown thing on stderr (as one line of JSON if asked) and returns the exit code. */
export function tellFailure(terminal: Terminal, error: unknown, json: boolean): ExitCode {
  const report = reportError(error);
  terminal.tell(json ? `${JSON.stringify({ error: report })}\n` : describeFailure(report, terminal));
  return exitCodeOf(report.code);
}

/** The fault as lines for a person: one sentence, its place, the way out. */
export function describeFailure(report: ErrorReport, terminal: Terminal): string {
  const brush = paint(terminal.color.messages);
  const lines = [`${brush.red('error:')} ${report.message}`];
  const { file, ...rest } = report.place;
  // A path that the sentence holds is not said twice.
  const place = describePlace(file !== undefined && report.message.includes(file) ? rest : report.place);
  if (place) lines.push(`  in ${place}`);
  if (report.fix) lines.push(`${brush.bold('fix:')} ${report.fix}`);
  return wrapText(`${lines.join('\n')}\n`, terminal.width.messages);
}

function describePlace({ file, line, column, field }: ErrorPlace): string {
  const parts: string[] = [];
  if (file !== undefined) parts.push(file);
  if (line !== undefined) parts.push(`line ${line}`);
  if (column !== undefined) parts.push(`column "${column}"`);
  if (field !== undefined) parts.push(field.startsWith('--') ? `option ${field}` : `recipe path ${field}`);
  return parts.join(', ');
}
