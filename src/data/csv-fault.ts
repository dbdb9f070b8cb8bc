// DuckDB's complaints about a CSV file as one sentence with the line and the way out.
import { basename } from 'node:path';
import { HoneError } from '../core/errors';

const setDialect = 'Correct the line, or set the delimiter and the quote by hand if they were found wrongly.';

/** The HoneError for whatever DuckDB threw while it read the file at `path`. */
export function describeCsvFault(error: unknown, path: string): HoneError {
  const message = error instanceof Error ? error.message : String(error);
  const line = Number(/CSV Error on Line: (\d+)/.exec(message)?.[1] ?? Number.NaN);
  const place = Number.isNaN(line) ? { file: path } : { file: path, line };
  const where = Number.isNaN(line) ? `A line of ${basename(path)}` : `Line ${line} of ${basename(path)}`;
  const invalid = (sentence: string, fix = setDialect) =>
    new HoneError('data-invalid', sentence, { place, fix, cause: error });

  const width = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(message);
  if (width) {
    return invalid(`${where} has ${values(Number(width[2]))} where ${width[1]} are expected.`);
  }
  if (message.includes('unterminated quote')) {
    return invalid(`${where} has a quote that is not closed, or text after a closing quote.`);
  }
  if (/maximum line size|Maximum line size/.test(message)) {
    return invalid(`${where} is longer than 2 million bytes.`);
  }
  if (/Out of Memory/.test(message)) {
    return invalid(
      `${basename(path)} has lines or columns too many to be read in 512 MB of memory.`,
      'Leave out columns that the model does not need.',
    );
  }
  const reason = message.split('\n', 1)[0] as string;
  return invalid(`The file ${basename(path)} cannot be read as a table: ${reason}`);
}

function values(count: number): string {
  return count === 1 ? '1 value' : `${count} values`;
}
