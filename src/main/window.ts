// The one window of the app.
import path from 'node:path';
import { BrowserWindow } from 'electron';
import { PAGE_ORIGIN } from './scheme';
import { keepWindowState, readWindowState } from './window-state';

/** Makes the window where it was last; it shows itself once its page has something to see. */
export async function createWindow(bundles: string, stateFile: string): Promise<BrowserWindow> {
  const { bounds, maximized } = await readWindowState(stateFile);
  const window = new BrowserWindow({
    width: 1280,
    height: 820,
    ...bounds,
    minWidth: 1024,
    minHeight: 700,
    title: 'Hone',
    show: false,
    backgroundColor: '#17181c',
    webPreferences: {
      preload: path.join(bundles, '..', 'preload', 'index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  if (maximized) window.maximize();
  keepWindowState(window, stateFile);
  window.once('ready-to-show', () => window.show());
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit' && !window.isDestroyed()) window.webContents.reload();
  });
  return window;
}

/** Loads the page. Rejects if it is not there. */
export function loadPage(window: BrowserWindow): Promise<void> {
  return window.loadURL(`${PAGE_ORIGIN}index.html`);
}
