// `hone cache`: what Hone keeps of tables that it has read, and forgetting it.
import { alignTable } from '../aligned-table';
import { bytesText, countText } from '../number-text';
import { printAnswer } from '../print-answer';
import { type ExitCode, exitCodes, type Session } from '../session';

/** Prints a line per project with its size; with `clear` empties them all and prints what that freed. */
export async function manageCache(
  session: Session,
  options: { clear?: boolean; json?: boolean },
): Promise<ExitCode> {
  const { cache } = await session.connect();
  const answer = options.clear ? cache.clear(null) : cache.info();
  await printAnswer(session.terminal, options, answer, () => cacheText(answer));
  return exitCodes.done;
}

interface CacheAnswer {
  bytes: number;
  projects?: readonly { project: string; entries: number; bytes: number }[];
}

function cacheText({ bytes, projects }: CacheAnswer): string {
  if (!projects) return `Freed ${bytesText(bytes)}.\n`;
  if (projects.length === 0) return 'The cache is empty.\n';
  const rows = projects.map(({ project, entries, bytes: size }) => [
    project,
    countText(entries),
    bytesText(size),
  ]);
  const table = alignTable([['project', 'entries', 'size'], ...rows], ['left', 'right', 'right']);
  return `${table}${bytesText(bytes)} in all. hone cache --clear frees them; files are then read anew.\n`;
}
