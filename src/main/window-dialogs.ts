// The platform's own dialogs, over the window.
import { type BrowserWindow, dialog } from 'electron';
import { reportError } from '../core/errors';
import type { Dialogs } from '../workbench/dialogs';

const tables = [
  {
    name: 'Tables',
    extensions: [
      ...['csv', 'tsv', 'tab', 'txt', 'gz', 'zip', 'xlsx', 'xlsm', 'xlsb', 'xls', 'ods'],
      ...['parquet', 'json', 'jsonl', 'ndjson', 'arrow', 'arrows', 'feather', 'ipc'],
    ],
  },
  { name: 'All files', extensions: ['*'] },
];

export function createWindowDialogs(window: BrowserWindow): Dialogs {
  return {
    async openData() {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        title: 'Open a table',
        filters: tables,
        properties: ['openFile'],
      });
      return canceled ? null : (filePaths[0] ?? null);
    },
    async openTables(title) {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        title,
        filters: tables,
        properties: ['openFile', 'multiSelections'],
      });
      return canceled ? null : filePaths;
    },
    async openFolder(title) {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        title,
        properties: ['openDirectory'],
      });
      return canceled ? null : (filePaths[0] ?? null);
    },
    async saveFolder(title) {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        title,
        properties: ['openDirectory', 'createDirectory'],
      });
      return canceled ? null : (filePaths[0] ?? null);
    },
    async saveFile(title, name) {
      const { canceled, filePath } = await dialog.showSaveDialog(window, { title, defaultPath: name });
      return canceled || !filePath ? null : filePath;
    },
  };
}

/** Tells about a fault that no page asked for. */
export async function showFault(window: BrowserWindow, error: unknown): Promise<void> {
  const { message, place, fix } = reportError(error);
  const detail = [place.file, fix].filter((line) => line !== undefined).join('\n');
  await dialog.showMessageBox(window, { type: 'error', title: 'Hone', message, detail, buttons: ['OK'] });
}

/** Whether to end the runs under way, keeping the best of each so far. */
export async function confirmStop(window: BrowserWindow, runs: number): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    title: 'Hone',
    message: runs === 1 ? 'A run is still training.' : `${runs} runs are still training.`,
    detail: 'Quitting stops training. The best epoch so far is kept.',
    buttons: ['Stop and quit', 'Go on training'],
    defaultId: 1,
    cancelId: 1,
  });
  return response === 0;
}
