// The datasets that come with Hone: `samples.json` in their folder lists them.
import path from 'node:path';
import { z } from 'zod';
import { HoneError } from '../core/errors';
import { type Sample, sampleSchema } from './contract/commands';
import { readJson } from './store/json-file';

/** Entries may say more (source, licence) than the contract passes on. */
const indexSchema = z.array(z.object({ ...sampleSchema.shape, file: z.string() }));

async function readIndex(folder: string): Promise<z.output<typeof indexSchema>> {
  return (await readJson(path.join(folder, 'samples.json'), indexSchema)) ?? [];
}

export async function listSamples(folder: string): Promise<Sample[]> {
  return (await readIndex(folder)).map(({ id, title, description, task, target, rows, columns }) => ({
    id,
    title,
    description,
    task,
    target,
    rows,
    columns,
  }));
}

/** Path of a sample's file. HoneError `request-invalid` if there is none of that id. */
export async function sampleFile(folder: string, id: string): Promise<string> {
  const sample = (await readIndex(folder)).find((entry) => entry.id === id);
  if (!sample) {
    throw new HoneError('request-invalid', `There is no sample '${id}'.`, { fix: 'Open one of the listed.' });
  }
  return path.join(folder, path.basename(sample.file));
}
