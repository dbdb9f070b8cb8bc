// Reads the project's own JSON files; what is missing or damaged is null, for every index can be rebuilt.
import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { writeJsonDurably } from './durable-file';

/** The file's content if it is there and fits the schema, else null. */
export async function readJson<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
): Promise<z.output<Schema> | null> {
  try {
    const parsed = schema.safeParse(JSON.parse(await readFile(file, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

export interface JsonWriter {
  /** Takes the newest value; resolves when it or a newer one is on disk. */
  write(value: unknown): Promise<void>;
  /** Resolves when nothing is left to write. */
  settled(): Promise<void>;
}

/** The single writer of one file: writes follow each other, and values that are overtaken are left out. */
export function createJsonWriter(file: string): JsonWriter {
  let waiting: { value: unknown } | null = null;
  let running: Promise<void> | null = null;
  const drain = async () => {
    while (waiting) {
      const { value } = waiting;
      waiting = null;
      await writeJsonDurably(file, value);
    }
  };
  const start = () => {
    running ??= drain().finally(() => {
      running = null;
    });
    return running;
  };
  return {
    write(value) {
      waiting = { value };
      return start();
    },
    settled: () => running ?? Promise.resolve(),
  };
}
