// One project per data file, made when its first run starts.
import path from 'node:path';
import { z } from 'zod';
import { writeJsonDurably } from './durable-file';
import { projectName } from './home';
import { readJson } from './json-file';

const projectSchema = z.strictObject({
  version: z.literal(1),
  name: z.string(),
  createdAt: z.string(),
  source: z.strictObject({ path: z.string(), fingerprint: z.string() }),
});

export type Project = z.output<typeof projectSchema>;

/** The folder of a file's project, whether or not it is there yet. */
export function projectFolder(projects: string, file: string): string {
  return path.join(projects, `${projectName(file)}.hone`);
}

/** Folder in which the project of a file keeps which row is in which part. */
export function splitsFolder(projects: string, file: string): string {
  return path.join(projectFolder(projects, file), 'splits');
}

/** Name of the folder in which a project keeps what was read and prepared of its data. */
export const dataFolder = 'data';

/** The cache of a file's project. */
export function cacheFolder(projects: string, file: string): string {
  return path.join(projectFolder(projects, file), dataFolder);
}

/** Makes the project unless it is there, and keeps the fingerprint of its data up to date. Returns its folder. */
export async function ensureProject(projects: string, file: string, fingerprint: string): Promise<string> {
  const folder = projectFolder(projects, file);
  const index = path.join(folder, 'project.json');
  const before = await readJson(index, projectSchema);
  if (before?.source.fingerprint === fingerprint) return folder;
  const project: Project = {
    version: 1,
    name: path.basename(file),
    createdAt: before?.createdAt ?? new Date().toISOString(),
    source: { path: path.resolve(file), fingerprint },
  };
  await writeJsonDurably(index, project);
  return folder;
}
