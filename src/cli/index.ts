// The entry of the command line: joins the terminal, the workbench and the program, and ends with its exit code.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchChildProcess } from '../workbench/jobs/child-process';
import { homeFolder } from '../workbench/store/home';
import type { Workbench } from '../workbench/workbench';
import { createInterruption } from './interruption';
import { createProcessTerminal } from './process-terminal';
import { runProgram } from './program';
import type { Session } from './session';

const root = join(__dirname, '..', '..');

function readVersion(): string {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return version;
}

async function main(): Promise<void> {
  const home = homeFolder(process.env);
  const version = readVersion();
  const launch = launchChildProcess(__dirname);
  const samples = join(root, 'resources', 'samples');
  let workbench: Promise<Workbench> | null = null;
  const open = async () => {
    const { createWorkbench } = await import('../workbench/workbench');
    const { noDialogs } = await import('./no-dialogs');
    return createWorkbench({ home, launch, door: 'cli', version, samples, dialogs: noDialogs });
  };
  const session: Session = {
    terminal: createProcessTerminal(process),
    home,
    cwd: process.cwd(),
    version,
    bundles: __dirname,
    samples,
    launch,
    connect: () => (workbench ??= open()),
    onInterrupt: createInterruption(),
  };
  const exitCode = await runProgram(session, process.argv.slice(2));
  if (workbench) await (await (workbench as Promise<Workbench>)).close();
  // Whatever a child or a stream still holds open must not keep the shell waiting.
  process.stdout.write('', () => process.exit(exitCode));
}

main().catch((error: unknown) => {
  process.stderr.write(`error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
