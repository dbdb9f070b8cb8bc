// Things that looked odd but did not stop the work, on stderr.
import { paint } from './paint';
import type { Terminal } from './session';

/** One line per warning, unless the person asked for silence. */
export function tellWarnings(
  terminal: Terminal,
  warnings: readonly string[],
  quiet: boolean | undefined,
): void {
  if (quiet) return;
  const label = paint(terminal.color.messages).yellow('warning:');
  for (const warning of warnings) terminal.tell(`${label} ${warning}\n`);
}
