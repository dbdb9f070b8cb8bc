// Child processes of the set-up: run one to its end, find a program, find npm.

import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';

/**
 * Runs a program to its end and returns {code, signal, output}. stdout and stderr are kept together and given
 * line by line to `onLine`; with `inherit` they go to this process's own streams instead. `timeoutMs` ends it.
 */
export function run(program, args, { cwd, env, onLine, inherit = false, timeoutMs = 0 } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      // Kept output is read in logs: without colours.
      env: { ...process.env, ...(inherit ? {} : { NO_COLOR: '1', FORCE_COLOR: '0' }), ...env },
      stdio: inherit ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    });
    const lines = [];
    for (const stream of [child.stdout, child.stderr])
      readLines(stream, (line) => {
        lines.push(line);
        onLine?.(line);
      });
    const timer = timeoutMs > 0 ? setTimeout(() => child.kill('SIGKILL'), timeoutMs) : undefined;
    const end = (code, signal) => {
      clearTimeout(timer);
      resolve({ code, signal, output: lines.join('\n') });
    };
    child.on('error', (error) => {
      lines.push(String(error.message));
      end(null, null);
    });
    child.on('close', end);
  });
}

function readLines(stream, onLine) {
  if (!stream) return;
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk) => {
    const parts = (rest + chunk).split(/\r?\n/);
    rest = parts.pop() ?? '';
    for (const part of parts) onLine(part);
  });
  stream.on('end', () => rest && onLine(rest));
}

/** Full path of a program on PATH; null where it is not there. */
export function findProgram(name) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', '.bat', ''] : [''];
  for (const folder of (process.env.PATH ?? '').split(path.delimiter).filter(Boolean)) {
    for (const ending of endings) {
      const file = path.join(folder, name + ending);
      if (existsSync(file)) return file;
    }
  }
  return null;
}

/** The folder of the npm that runs us, or of the one beside this Node; null where there is none. */
export function npmFolder() {
  const nodeFolder = path.dirname(realpathSync(process.execPath));
  const onPath = findProgram('npm');
  const candidates = [
    process.env.npm_execpath && path.resolve(process.env.npm_execpath, '../..'),
    path.join(nodeFolder, '../lib/node_modules/npm'),
    path.join(nodeFolder, 'node_modules/npm'),
    onPath && path.resolve(realpathSync(onPath), '../..'),
  ];
  return candidates.find((folder) => folder && existsSync(path.join(folder, 'bin/npm-cli.js'))) ?? null;
}
