// Sums up the columns of a table: those of a large one in threads beside this one, which stays free to listen.
import { existsSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { type ColumnProfile, columnProfileSchema } from '../core/run/profile';
import type { Column } from '../core/table';
import { sourceOfColumn, type StoredSource } from './cache/stored-columns';
import { readSummed, writeSummed } from './cache/summed-file';
import { profileColumn } from './profile-column';

/** Longest time without a look at what else happens. */
const BREATH_MS = 25;
/** Below it the threads take longer to start than the work does. */
const LEAST_VALUES = 10_000_000;
/** Of the values of a column and their sorted copies, in all threads together. */
const MOST_BYTES = 640 << 20;
const COPIES = 4;

/** What the thread at `profiler.cjs` is sent, and what it answers. */
export interface ProfileOrder {
  place: number;
  source: StoredSource;
}
export interface ProfileAnswer {
  place: number;
  profile: ColumnProfile;
}

/** `onColumns` hears the share that is done; what it throws ends the work. */
export async function profileColumns(
  columns: readonly Column[],
  rows: number,
  onColumns: (share: number) => void,
): Promise<ColumnProfile[]> {
  const sources = columns.map(sourceOfColumn);
  const program = path.join(__dirname, 'profiler.cjs');
  const stored = sources.filter((source) => source !== undefined);
  if (rows * columns.length < LEAST_VALUES || stored.length < columns.length) {
    return oneByOne(columns, onColumns);
  }
  // Beside the columns themselves, which go with the same build of Hone.
  const kept = path.join((stored[0] as StoredSource).place.folder, 'profiles.json');
  const known = columnProfileSchema.array().safeParse(JSON.parse(readSummed(kept) ?? 'null'));
  if (known.success) return known.data;
  const profiles = existsSync(program)
    ? await inThreads(program, stored, rows, onColumns)
    : await oneByOne(columns, onColumns);
  writeSummed(kept, JSON.stringify(profiles));
  return profiles;
}

async function oneByOne(
  columns: readonly Column[],
  onColumns: (share: number) => void,
): Promise<ColumnProfile[]> {
  const profiles: ColumnProfile[] = [];
  let since = performance.now();
  for (const column of columns) {
    profiles.push(profileColumn(column));
    if (performance.now() - since < BREATH_MS) continue;
    await new Promise((resolve) => setImmediate(resolve));
    since = performance.now();
    onColumns(profiles.length / columns.length);
  }
  return profiles;
}

/** Each thread takes the next column when it has done one. */
async function inThreads(
  program: string,
  sources: readonly StoredSource[],
  rows: number,
  onColumns: (share: number) => void,
): Promise<ColumnProfile[]> {
  const profiles: ColumnProfile[] = [];
  const threads = Array.from({ length: threadsFor(rows) }, () => new Worker(program));
  let next = 0;
  let done = 0;
  try {
    await Promise.all(
      threads.map(
        (thread) =>
          new Promise<void>((resolve, reject) => {
            const order = () => {
              const place = next++;
              const source = sources[place];
              if (source) thread.postMessage({ place, source } satisfies ProfileOrder);
              else resolve();
            };
            thread.on('error', reject);
            thread.on('message', ({ place, profile }: ProfileAnswer) => {
              profiles[place] = profile;
              done += 1;
              try {
                onColumns(done / sources.length);
                order();
              } catch (error) {
                reject(error);
              }
            });
            order();
          }),
      ),
    );
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
  return profiles;
}

function threadsFor(rows: number): number {
  const cores = typeof availableParallelism === 'function' ? availableParallelism() : cpus().length;
  const fitting = Math.floor(MOST_BYTES / (rows * 8 * COPIES));
  return Math.max(1, Math.min(cores, 4, fitting));
}
