// DuckDB in memory, shut in: it reads one file and nothing else, loads no extension, and its settings cannot be changed.
import { availableParallelism, cpus } from 'node:os';
import { basename, dirname } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';

export interface LockedDatabase {
  connection: DuckDBConnection;
  /** The file's path as `read_csv` must be given it: signs that would be a pattern are escaped. */
  file: string;
  close(): void;
}

const settings = {
  memory_limit: '512MB',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
};

/** A stream comes in the order of the rows: threads work ahead of it as long as there is room for what they make. */
const STREAM_BUFFER = '128MB';

/** DuckDB (1.5) seeks equal parts among all pairs of expressions: 1.5 s for a thousand columns, whatever the rows. */
const MOST_EXPRESSIONS_COMPARED = 200;

/** Opens a database that may read the file at `path` (absolute); `columns`: how many of it are worked on at once. */
export async function openLockedDatabase(path: string, columns = 1): Promise<LockedDatabase> {
  const instance = await DuckDBInstance.create(':memory:', { ...settings, threads: String(threadCount()) });
  const connection = await instance.connect();
  const name = basename(path);
  const isPattern = /[*?[]/.test(name);
  // An escaped path never equals the allowed one, so such a file opens through its folder.
  const allowed = isPattern
    ? `SET allowed_directories = [${quoteText(dirname(path))}]`
    : `SET allowed_paths = [${quoteText(path)}]`;
  const left = columns > MOST_EXPRESSIONS_COMPARED ? 'common_subexpressions' : '';
  for (const statement of [
    `SET streaming_buffer_size = ${quoteText(STREAM_BUFFER)}`,
    `SET disabled_optimizers = ${quoteText(left)}`,
    allowed,
    'SET enable_external_access = false',
    'SET lock_configuration = true',
  ]) {
    await connection.run(statement);
  }
  return {
    connection,
    file: isPattern ? path.slice(0, -name.length) + name.replace(/[*?[]/g, '[$&]') : path,
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** A SQL string literal. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function threadCount(): number {
  const count = typeof availableParallelism === 'function' ? availableParallelism() : cpus().length;
  return Math.max(1, Math.min(4, count));
}
