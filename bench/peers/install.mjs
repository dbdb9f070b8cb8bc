// Makes the Python environment of the peers (from PyPI, some gigabytes) in the user's cache, once.
import { spawnSync } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';

const folder =
  process.env.HONE_PEERS ??
  path.join(process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'), 'hone', 'peers');

/** The environment's interpreter. */
export const peersPython = () =>
  path.join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const requirements = new URL('requirements.txt', import.meta.url).pathname;
  for (const [command, ...args] of [
    ['python3', '-m', 'venv', folder],
    [peersPython(), '-m', 'pip', 'install', '--progress-bar', 'off', '-r', requirements],
  ]) {
    const { status } = spawnSync(command, args, { stdio: 'inherit' });
    if (status !== 0) process.exit(status ?? 1);
  }
  process.stdout.write(`${peersPython()}\n`);
}
