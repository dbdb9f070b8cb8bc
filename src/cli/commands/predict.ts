// `hone predict`: predictions of a trained model for the rows of a file.
import { createReadStream } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { modelReference } from '../model-reference';
import { countText } from '../number-text';
import { outputFile } from '../output-path';
import { createProgress } from '../progress';
import { type ExitCode, exitCodes, type Session, type Terminal } from '../session';
import { commandLine } from '../shell-text';

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
  const toStdout = options.out === '-';
  const out = toStdout ? null : await outputFile(session.cwd, options.out, [data]);
  const folder = out === null ? await mkdtemp(join(tmpdir(), 'hone-predict-')) : null;
  // Written beside its final place, so that it gets its name only when it is whole.
  const unfinished =
    out === null ? join(folder as string, 'predictions.csv') : `${out}.${process.pid}.partial`;
  try {
    const rows = await predictRows(session, { model, data, out: unfinished }, options.quiet ?? false);
    if (out === null) await copyToStdout(session.terminal, unfinished);
    else {
      await rename(unfinished, out);
      if (!options.quiet) session.terminal.tell(`${countText(rows)} predictions in ${commandLine(out)}\n`);
    }
    return exitCodes.done;
  } finally {
    await rm(folder ?? unfinished, { recursive: true, force: true });
  }
}

async function predictRows(
  session: Session,
  { model, data, out }: { model: string; data: string; out: string },
  quiet: boolean,
): Promise<number> {
  const workbench = await session.connect();
  const progress = createProgress(session.terminal, 1, quiet);
  const silence = workbench.onEvent((event) => {
    if (event.kind === 'workProgressed') progress.phase(event.phase, event.share);
  });
  try {
    const { rows } = await workbench.predict({ model: await modelReference(session.cwd, model), data, out });
    return rows;
  } finally {
    silence();
    progress.end();
  }
}

async function copyToStdout(terminal: Terminal, file: string): Promise<void> {
  for await (const text of createReadStream(file, 'utf8')) await terminal.write(text as string);
}
