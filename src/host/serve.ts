// The workbench with a page in the browser: what the host's process and `hone serve` have in common.
import path from 'node:path';
import { launchChildProcess } from '../workbench/jobs/child-process';
import { homeLayout } from '../workbench/store/home';
import { createWorkbench, type Launch } from '../workbench/workbench';
import { createPageDialogs } from './page-dialogs';
import { type Host, startHost } from './server';

export interface ServeOptions {
  /** Folder of the built processes; the page lies in `../renderer`. */
  bundles: string;
  home: string;
  version: string;
  samples: string;
  /** A table to open at once. */
  file: string | null;
  /** 0 takes a free one. */
  port: number;
  /** How processes are started; as children of this one unless given. */
  launch?: Launch;
}

/** HoneError if the file cannot be opened. `close` stops every run, keeping the best so far. */
export async function serve(options: ServeOptions): Promise<Host> {
  const { bundles, home, version, samples, file, port } = options;
  const { downloads, uploads } = homeLayout(home);
  const dialogs = createPageDialogs(downloads);
  const launch = options.launch ?? launchChildProcess(bundles);
  const workbench = createWorkbench({ home, launch, door: 'page', version, samples, dialogs });
  try {
    if (file !== null) await workbench.openFile(file);
    const page = path.join(bundles, '..', 'renderer');
    const host = await startHost({ workbench, dialogs, page, uploads, port });
    // The page shows the reason when it asks; nobody waits here.
    workbench.probe().catch(() => {});
    return {
      url: host.url,
      async close() {
        await workbench.close();
        await host.close();
      },
    };
  } catch (error) {
    await workbench.close();
    throw error;
  }
}
