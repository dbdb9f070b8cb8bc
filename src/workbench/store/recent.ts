// The files that the person opened last: the only paths that a page may name by itself.
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { createJsonWriter, readJson } from './json-file';

const recentSchema = z.array(z.strictObject({ path: z.string(), name: z.string(), openedAt: z.string() }));
type RecentFile = z.output<typeof recentSchema>[number];

const KEPT = 12;

export interface RecentFiles {
  /** Newest first; files that are gone are left out. */
  list(): Promise<RecentFile[]>;
  has(file: string): Promise<boolean>;
  add(file: string): Promise<void>;
}

export function createRecentFiles(index: string): RecentFiles {
  const writer = createJsonWriter(index);
  const read = async () => (await readJson(index, recentSchema)) ?? [];
  // Two openings at once must not lose each other's entry.
  let turn = Promise.resolve();
  const add = async (file: string) => {
    const entry = { path: file, name: path.basename(file), openedAt: new Date().toISOString() };
    const others = (await read()).filter((known) => known.path !== file);
    await writer.write([entry, ...others].slice(0, KEPT));
  };
  return {
    async list() {
      const files = await read();
      const there = await Promise.all(
        files.map((file) =>
          stat(file.path).then(
            () => true,
            () => false,
          ),
        ),
      );
      return files.filter((_, i) => there[i]);
    },
    has: async (file) => (await read()).some((known) => known.path === file),
    add(file) {
      turn = turn.then(
        () => add(file),
        () => add(file),
      );
      return turn;
    },
  };
}
