// `hone serve`: the workbench in a browser, until Ctrl-C.
import { resolve } from 'node:path';
import { serve as serveWorkbench } from '../../host/serve';
import { type ExitCode, exitCodes, type Session } from '../session';

/** Prints the address on stdout and serves until the person ends it; runs under way keep their best epoch. */
export async function serve(session: Session, file: string | undefined): Promise<ExitCode> {
  const { terminal, cwd, home, version, bundles, samples, launch } = session;
  const interrupted = new Promise<void>((done) => session.onInterrupt(done));
  const path = file === undefined ? null : resolve(cwd, file);
  const host = await serveWorkbench({ bundles, home, version, samples, file: path, port: 0, launch });
  await terminal.write(`${host.url}\n`);
  terminal.tell('Open this address in a browser on this machine. Ctrl-C ends Hone.\n');
  await interrupted;
  await host.close();
  return exitCodes.done;
}
