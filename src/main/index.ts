// The entry of the desktop app: one window on one workbench.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { app, type BrowserWindow } from 'electron';
import { channels } from '../workbench/contract/channels';
import type { WorkbenchEvent } from '../workbench/contract/events';
import { homeFolder } from '../workbench/store/home';
import { createWorkbench, type Workbench } from '../workbench/workbench';
import { appArguments, fileArgument } from './file-argument';
import { lockDown } from './lockdown';
import { installMenu } from './menu';
import { answerPages } from './page-calls';
import { createRunStreams } from './run-streams';
import { declareScheme, serveScheme } from './scheme';
import { showProgressOnIcon } from './taskbar';
import { createUtilityLauncher } from './utility-process';
import { createWindow, loadPage } from './window';
import { confirmStop, createWindowDialogs, showFault } from './window-dialogs';

const home = homeFolder();
let file = fileArgument(appArguments(process.argv, app.isPackaged), process.cwd());
let openLater: (file: string) => void = (path) => {
  file = path;
};

/** In a package the samples lie beside the archive, where every process can read them. */
function samplesFolder(): string {
  const packaged = path.join(process.resourcesPath, 'samples');
  return existsSync(packaged) ? packaged : path.join(app.getAppPath(), 'resources', 'samples');
}

async function start(): Promise<void> {
  lockDown();
  serveScheme(path.join(__dirname, '..', 'renderer'));
  const window = await createWindow(__dirname, path.join(home, 'window.json'));
  const { launch, onTrainer } = createUtilityLauncher(__dirname);
  const dialogs = createWindowDialogs(window);
  const version = app.getVersion();
  const workbench = createWorkbench({
    home,
    launch,
    door: 'window',
    version,
    samples: samplesFolder(),
    dialogs,
  });
  const streams = createRunStreams(workbench);
  onTrainer(streams.trainerStarted, streams.trainerEnded);
  answerPages(workbench, streams);
  window.webContents.on('did-start-loading', () => streams.forget(window.webContents));
  workbench.onEvent((event) => tell(window, event));
  showProgressOnIcon(window, workbench);
  askBeforeClosing(window, workbench);
  endWith(workbench);
  openFiles(window, workbench);
  // The page asks app.info for the outcome.
  workbench.probe().catch(() => {});
  await loadPage(window);
}

/** Opens what comes by the menu, the command line, a second start, or the platform's file manager. */
function openFiles(window: BrowserWindow, workbench: Workbench): void {
  const open = (path: string) => {
    workbench.openFile(path).then(
      (dataset) => tell(window, { kind: 'datasetOpened', dataset }),
      (error: unknown) => whenShown(window, () => void showFault(window, error)),
    );
  };
  // The page shows how far it is, and what to do where it fails.
  installMenu(() => tell(window, { kind: 'openingAsked' }));
  if (file !== null) open(file);
  openLater = (path) => {
    open(path);
    window.focus();
  };
}

/** A message over a window that is not there yet might stay unseen. */
function whenShown(window: BrowserWindow, act: () => void): void {
  if (window.isVisible()) act();
  else window.once('show', act);
}

function tell(window: BrowserWindow, event: WorkbenchEvent): void {
  if (!window.isDestroyed()) window.webContents.send(channels.event, event);
}

/** A window that is closed while runs train asks first, and stays until they have stopped. */
function askBeforeClosing(window: BrowserWindow, workbench: Workbench): void {
  let stopping = false;
  window.on('close', (event) => {
    if (workbench.activeRuns() === 0) return;
    event.preventDefault();
    if (stopping) return;
    stopping = true;
    confirmStop(window, workbench.activeRuns()).then(
      async (stop) => {
        if (stop) await workbench.close();
        if (stop) window.destroy();
        stopping = false;
      },
      () => {
        stopping = false;
      },
    );
  });
}

/** No process outlives the app. */
function endWith(workbench: Workbench): void {
  let closed = false;
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    closed = true;
    void workbench.close().finally(() => app.exit(0));
  });
}

app.setPath('userData', path.join(home, 'window'));
// Root and some containers cannot have the sandbox, and then say so by Chromium's own switch.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
declareScheme();
if (app.requestSingleInstanceLock({ file })) {
  app.on('second-instance', (_event, _argv, _cwd, data) => {
    const { file: other } = data as { file: unknown };
    if (typeof other === 'string') openLater(other);
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    openLater(path);
  });
  app
    .whenReady()
    .then(start)
    .catch((error: unknown) => {
      process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
      app.exit(1);
    });
} else {
  app.exit(0);
}
