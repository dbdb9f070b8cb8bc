// The dialogs of a page: it uploads what it reads, and what is written lies in a folder that the answer names.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Dialogs } from '../workbench/dialogs';

export interface PageDialogs extends Dialogs {
  /** A file that the next question for data is answered with, or that for tables together with others. */
  offer(file: string): void;
}

export function createPageDialogs(downloads: string): PageDialogs {
  let offered: string[] = [];
  const place = async () => {
    await mkdir(downloads, { recursive: true });
    return downloads;
  };
  return {
    offer(file) {
      offered.push(file);
    },
    async openData() {
      const file = offered[offered.length - 1] ?? null;
      offered = [];
      return file;
    },
    async openTables() {
      const files = offered;
      offered = [];
      return files.length > 0 ? files : null;
    },
    // A page offers no folders of the host.
    openFolder: () => Promise.resolve(null),
    saveFolder: place,
    saveFile: async (_title, name) => {
      const stamp = new Date().toISOString().slice(0, 19).replaceAll(':', '');
      const { name: base, ext } = path.parse(name);
      return path.join(await place(), `${base}-${stamp}${ext}`);
    },
  };
}
