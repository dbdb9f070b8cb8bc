// `hone predict`: predictions of a trained model for the rows of a file.
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { modelReference } from '../model-reference';
import { amountText } from '../number-text';
import { outputFile } from '../output-path';
import { type ExitCode, exitCodes, type Session } from '../session';
import { commandLine } from '../shell-text';
import { watchWork } from '../watch-work';

export interface PredictOptions {
  /** A file, or `-` for stdout. */
  out: string;
  quiet?: boolean;
}

/** Writes one line per row of the data, in its order; nothing at all if anything fails. */
export async function predict(
  session: Session,
  model: string,
  file: string,
  options: PredictOptions,
): Promise<ExitCode> {
  const data = resolve(session.cwd, file);
  const quiet = options.quiet ?? false;
  if (options.out === '-') {
    await predictToStdout(session, model, data, quiet);
    return exitCodes.done;
  }
  const out = await outputFile(session.cwd, options.out, [data]);
  const rows = await predictRows(session, { model, data, out }, quiet);
  if (!quiet) session.terminal.tell(`${amountText(rows, 'prediction')} in ${commandLine(options.out)}\n`);
  return exitCodes.done;
}

/** By way of a file, so that rows leave only when all of them are there. */
async function predictToStdout(session: Session, model: string, data: string, quiet: boolean): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'hone-predict-'));
  try {
    const out = join(folder, 'predictions.csv');
    await predictRows(session, { model, data, out }, quiet);
    for await (const text of createReadStream(out, 'utf8')) await session.terminal.write(text as string);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function predictRows(
  session: Session,
  { model, data, out }: { model: string; data: string; out: string },
  quiet: boolean,
): Promise<number> {
  const workbench = await session.connect();
  const reference = await modelReference(session.cwd, model);
  // What is half written goes away with the process that writes it.
  const { rows } = await watchWork(session, { quiet, cancel: workbench.close }, () =>
    workbench.predict({ model: reference, data, out }),
  );
  return rows;
}
