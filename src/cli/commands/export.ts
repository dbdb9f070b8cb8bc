// `hone export`: a run's model, with its preparation, in a format of others.
import { join } from 'node:path';
import { HoneError } from '../../core/errors';
import { nearest } from '../../core/recipe/nearest';
import { modelReference } from '../model-reference';
import { newFolder } from '../output-path';
import { type ExitCode, exitCodes, type Session } from '../session';
import { watchWork } from '../watch-work';

const formats = ['saved-model', 'onnx', 'tfjs'] as const;
type Format = (typeof formats)[number];

export interface ExportOptions {
  format: string;
  out: string;
  quiet?: boolean;
}

/** Writes a new folder and prints the paths of the files in it, one per line. */
export async function exportRun(session: Session, run: string, options: ExportOptions): Promise<ExitCode> {
  const { terminal, cwd } = session;
  const format = requireFormat(options.format);
  const out = await newFolder(cwd, options.out);
  const workbench = await session.connect();
  const reference = await modelReference(cwd, run);
  // What is half written goes away with the process that writes it.
  const { files } = await watchWork(session, { quiet: options.quiet, cancel: workbench.close }, () =>
    workbench.exportModel({ run: reference, format, out }),
  );
  await terminal.write(files.map((file) => `${join(options.out, file)}\n`).join(''));
  return exitCodes.done;
}

function requireFormat(text: string): Format {
  const known = formats.find((format) => format === text);
  if (known) return known;
  const meant = nearest(text, formats);
  const hint = meant === null ? '' : ` Did you mean '${meant}'?`;
  throw new HoneError('export-unsupported', `There is no export format '${text}'.${hint}`, {
    place: { field: '--format' },
    fix: `Formats are ${formats.join(', ')}.`,
  });
}
