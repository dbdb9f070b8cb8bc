// Runs the built command line in a folder of its own, as a person would.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const bundle = resolve(import.meta.dirname, '../../out/main/cli.cjs');

export interface HoneResult {
  exitCode: number | null;
  out: string;
  messages: string;
}

/** A temporary folder to work in, with Hone's own folder inside it. */
export interface Workplace {
  folder: string;
  home: string;
  hone(...args: readonly string[]): Promise<HoneResult>;
  /** Like `hone`, but `watch` sees stderr so far after each piece and may send signals. */
  honeWatched(
    watch: (messages: string, signal: () => void) => void,
    ...args: readonly string[]
  ): Promise<HoneResult>;
  /** Like `hone`, with a reader of stdout that goes away before anything comes. */
  honeUnread(...args: readonly string[]): Promise<HoneResult>;
  /** Folders of all runs in Hone's own folder. */
  runs(): Promise<string[]>;
  remove(): Promise<void>;
}

export async function createWorkplace(): Promise<Workplace> {
  if (!existsSync(bundle)) throw new Error(`${bundle} is missing: build Hone first (electron-vite build)`);
  const root = await mkdtemp(join(tmpdir(), 'hone-cli-'));
  const folder = join(root, 'work');
  const home = join(root, 'home');
  await mkdir(folder);
  const honeWatched: Workplace['honeWatched'] = (watch, ...args) => run(folder, home, args, watch);
  return {
    folder,
    home,
    hone: (...args) => honeWatched(() => {}, ...args),
    honeWatched,
    honeUnread: (...args) => run(folder, home, args, () => {}, false),
    runs: () => runsIn(home),
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

function run(
  cwd: string,
  home: string,
  args: readonly string[],
  watch: (messages: string, signal: () => void) => void,
  read = true,
): Promise<HoneResult> {
  return new Promise((done, fail) => {
    const env = { ...process.env, HONE_HOME: home, NO_COLOR: '1' };
    const child = spawn(process.execPath, [bundle, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    if (!read) child.stdout.destroy();
    let out = '';
    let messages = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      messages += text;
      watch(messages, () => child.kill('SIGINT'));
    });
    child.once('error', fail);
    child.once('close', (exitCode) => done({ exitCode, out, messages }));
  });
}

async function runsIn(home: string): Promise<string[]> {
  const projects = join(home, 'projects');
  const names = await readdir(projects).catch(() => []);
  const lists = await Promise.all(
    names.map(async (name) => {
      const runs = join(projects, name, 'runs');
      return (await readdir(runs).catch(() => [])).map((run) => join(runs, run));
    }),
  );
  return lists.flat();
}
