// `hone convert`: any delimited text as clean CSV.
import { mkdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { type ErrorReport, HoneError, reportError } from '../../core/errors';
import { convertFile } from '../../data/convert-file';
import type { Converted } from '../../data/convert-text';
import { describeFailure } from '../failure';
import { amountText, countText } from '../number-text';
import { outputFile } from '../output-path';
import { createProgress } from '../progress';
import { type ExitCode, exitCodes, type Session } from '../session';

export interface ConvertCommandOptions {
  out?: string;
  outDir?: string;
  typed?: boolean;
  json?: boolean;
  quiet?: boolean;
}

type Result = { file: string } & (({ out: string } & Converted) | { error: ErrorReport });

/** Converts each file; one that cannot be read is told and the others are done. Ends with 1 if there was one. */
export async function convert(
  session: Session,
  files: readonly string[],
  options: ConvertCommandOptions,
): Promise<ExitCode> {
  const { terminal } = session;
  const pairs = await outputs(session.cwd, files, options);
  const stopping = new AbortController();
  const release = session.onInterrupt(() => stopping.abort());
  const progress = createProgress(terminal, 1, options.quiet ?? false);
  const results: Result[] = [];
  try {
    for (const [i, { file, path, out }] of pairs.entries()) {
      progress.phase(`Converting ${file}`, pairs.length === 1 ? null : i / pairs.length);
      const result = await convertOne(path, out, options, stopping.signal);
      if ('error' in result && result.error.code === 'cancelled') return exitCodes.interrupted;
      results.push({ file, ...result });
      progress.end();
      if ('error' in result) terminal.tell(describeFailure(result.error, terminal));
      else if (!options.quiet && !options.json) terminal.tell(describeResult(file, result));
    }
  } finally {
    release();
    progress.end();
  }
  if (options.json) await terminal.write(`${JSON.stringify({ files: results })}\n`);
  return results.some((result) => 'error' in result) ? exitCodes.failed : exitCodes.done;
}

async function convertOne(
  path: string,
  out: string,
  { typed }: ConvertCommandOptions,
  signal: AbortSignal,
): Promise<({ out: string } & Converted) | { error: ErrorReport }> {
  try {
    return { out, ...(await convertFile(path, out, { typed, signal })) };
  } catch (error) {
    return { error: reportError(error) };
  }
}

interface Pair {
  file: string;
  path: string;
  out: string;
}

/** Where each file goes, checked before any is read. */
async function outputs(
  cwd: string,
  files: readonly string[],
  { out, outDir }: ConvertCommandOptions,
): Promise<Pair[]> {
  const paths = files.map((file) => resolve(cwd, file));
  if ((out === undefined) === (outDir === undefined) || (out !== undefined && files.length > 1)) {
    throw new HoneError('request-invalid', 'Say where to write: --out for one file, --out-dir for several.', {
      fix: 'For instance hone convert a.csv --out clean.csv, or hone convert *.csv --out-dir clean.',
    });
  }
  if (out !== undefined)
    return [{ file: files[0] as string, path: paths[0] as string, out: await outputFile(cwd, out, paths) }];
  const folder = resolve(cwd, outDir as string);
  await mkdir(folder, { recursive: true }).catch((error: Error) => {
    throw new HoneError('request-invalid', `The output folder cannot be made: ${error.message}.`, {
      place: { file: folder },
      fix: 'Name another folder with --out-dir.',
      cause: error,
    });
  });
  const taken = new Set(paths);
  return files.map((file, i) => {
    const target = freeName(folder, file, taken);
    taken.add(target);
    return { file, path: paths[i] as string, out: target };
  });
}

/** The file's own name with the ending .csv, numbered where that would overwrite an input or another result. */
function freeName(folder: string, file: string, taken: ReadonlySet<string>): string {
  const stem = basename(file)
    .replace(/\.(?:gz|zip)$/i, '')
    .replace(/\.(?:csv|tsv|tab|txt|dat|data|psv|asc)$/i, '');
  for (let number = 1; ; number++) {
    const path = join(folder, number === 1 ? `${stem}.csv` : `${stem}_${number}.csv`);
    if (!taken.has(path)) return path;
  }
}

function describeResult(
  file: string,
  { rows, names, out, noted, notes, warnings }: { out: string } & Converted,
): string {
  const lines = [`${file}: ${amountText(rows, 'row')}, ${amountText(names.length, 'column')} in ${out}`];
  for (const warning of warnings) lines.push(`  ${warning}`);
  for (const { line, reason } of notes.slice(0, 5)) lines.push(`  line ${line}: ${reason}`);
  if (noted > 5)
    lines.push(`  ${countText(noted - 5)} more lines that do not fit the others; --json lists up to 100`);
  return `${lines.join('\n')}\n`;
}
