// Things that looked odd but did not stop the work, on stderr.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { paint } from './paint';
import type { Terminal } from './session';
import { wrapText } from './wrap-text';

/** One line per warning, unless the person asked for silence. */
export function tellWarnings(
  terminal: Terminal,
  warnings: readonly string[],
  quiet: boolean | undefined,
): void {
  if (quiet) return;
  const label = paint(terminal.color.messages).yellow('warning:');
  for (const warning of warnings) terminal.tell(wrapText(`${label} ${warning}\n`, terminal.width.messages));
}

/** What the trainer found odd while it prepared the data: the lines of the run's log that say so. */
export async function readRunWarnings(folder: string): Promise<string[]> {
  const log = await readFile(join(folder, 'log.txt'), 'utf8').catch(() => '');
  const label = 'warning: ';
  const lines = log.split('\n').filter((line) => line.startsWith(label));
  return [...new Set(lines.map((line) => line.slice(label.length)))];
}
