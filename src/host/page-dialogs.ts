// The dialogs of a page: it uploads what it reads, and what is written lies in a folder that the answer names.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Dialogs } from '../workbench/dialogs';

export interface PageDialogs extends Dialogs {
  /** The file that the next question for data is answered with. */
  offer(file: string): void;
}

export function createPageDialogs(downloads: string): PageDialogs {
  let offered: string | null = null;
  const place = async () => {
    await mkdir(downloads, { recursive: true });
    return downloads;
  };
  return {
    offer(file) {
      offered = file;
    },
    async openData() {
      const file = offered;
      offered = null;
      return file;
    },
    saveFolder: place,
    saveFile: async (_title, name) => {
      const stamp = new Date().toISOString().slice(0, 19).replaceAll(':', '');
      const { name: base, ext } = path.parse(name);
      return path.join(await place(), `${base}-${stamp}${ext}`);
    },
  };
}
