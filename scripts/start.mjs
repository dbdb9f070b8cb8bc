// `npm start [-- file]`: sets up what is missing, then opens the window, or serves the page where there is none.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { ensureElectron } from './setup/electron-binary.mjs';
import { root } from './setup/files.mjs';
import { say } from './setup/messages.mjs';
import { ensureReady } from './setup/ready.mjs';

const rootVariable = 'HONE_ALLOW_ROOT';

/** Arguments for the app: paths become absolute, as npm starts us in the clone's folder. */
function appArguments() {
  const from = process.env.INIT_CWD ?? process.cwd();
  return process.argv
    .slice(2)
    .filter((arg) => arg !== '--page')
    .map((arg) => {
      const file = path.resolve(from, arg);
      return arg.startsWith('-') || !existsSync(file) ? arg : file;
    });
}

/** Why no window can open here, in a few words; null where one can. */
function whyNoWindow() {
  if (process.argv.includes('--page')) return 'the option --page asks for the page';
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
    return 'there is no display';
  if (isRoot() && process.env[rootVariable] !== '1') {
    return `Electron's sandbox does not work for root (${rootVariable}=1 opens a window without the sandbox)`;
  }
  return null;
}

function isRoot() {
  return process.platform === 'linux' && process.getuid() === 0;
}

async function chooseDoor() {
  const reason = whyNoWindow();
  if (reason !== null) return { reason };
  return await ensureElectron();
}

/** Starts the program with our streams, passes on the signals, and ends with its exit code. */
function become(program, args) {
  const child = spawn(program, args, { cwd: process.env.INIT_CWD ?? root, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    say(`Hone: ${program} could not be started (${error.message}).`);
    process.exitCode = 1;
  });
  child.on('exit', (code) => {
    process.exitCode = code ?? 1;
  });
}

if (await ensureReady()) {
  const { binary, reason } = await chooseDoor();
  if (binary) {
    if (isRoot()) say('Hone: running as root, so Electron starts without its sandbox.');
    become(binary, [...(isRoot() ? ['--no-sandbox'] : []), root, ...appArguments()]);
  } else {
    say(`Hone: no window, because ${reason}; serving the page instead.`);
    become(process.execPath, [path.join(root, 'out/main/host.cjs'), ...appArguments()]);
  }
} else process.exitCode = 1;
