// The terminal that this process runs in.
import type { Terminal } from './session';

type TerminalProcess = Pick<NodeJS.Process, 'stdout' | 'stderr' | 'env'>;

/** Reads NO_COLOR (no-color.org), FORCE_COLOR and TERM, and whether each stream is a terminal. */
export function createProcessTerminal({ stdout, stderr, env }: TerminalProcess): Terminal {
  // A reader such as `head` that closes the pipe has had enough: that is no fault.
  let closed = false;
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    closed = true;
    if (error.code !== 'EPIPE') throw error;
  });
  stderr.on('error', () => {});
  const takesColor = (stream: { isTTY?: boolean }) => {
    if (env['NO_COLOR']) return false;
    return Boolean(env['FORCE_COLOR']) || (stream.isTTY === true && env['TERM'] !== 'dumb');
  };
  const widthOf = (stream: { isTTY?: boolean; columns?: number }) =>
    stream.isTTY === true ? stream.columns || 80 : Number.POSITIVE_INFINITY;
  return {
    write: (text) =>
      new Promise((done) => {
        if (closed) done();
        else stdout.write(text, () => done());
      }),
    tell: (text) => {
      stderr.write(text);
    },
    live: stderr.isTTY === true && env['TERM'] !== 'dumb',
    color: { out: takesColor(stdout), messages: takesColor(stderr) },
    get width() {
      return { out: widthOf(stdout), messages: widthOf(stderr) };
    },
    // Some terminals tell no width, or 0.
    get columns() {
      return stderr.columns || stdout.columns || 80;
    },
  };
}
