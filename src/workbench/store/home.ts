// Where Hone keeps its projects on this machine.
import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import path from 'node:path';

/** HONE_HOME, else the platform's folder for an application's data. */
export function homeFolder(env: NodeJS.ProcessEnv = process.env): string {
  if (env.HONE_HOME) return path.resolve(env.HONE_HOME);
  if (process.platform === 'darwin') return path.join(homedir(), 'Library', 'Application Support', 'Hone');
  if (process.platform === 'win32') {
    return path.join(env.LOCALAPPDATA ?? path.join(homedir(), 'AppData', 'Local'), 'Hone');
  }
  return path.join(env.XDG_DATA_HOME || path.join(homedir(), '.local', 'share'), 'hone');
}

export interface Home {
  projects: string;
  uploads: string;
  downloads: string;
  recent: string;
  /** Further files that were chosen. */
  chosen: string;
  /** Texts that were pasted. */
  pasted: string;
  /** Error output of processes that belong to no run. */
  log: string;
}

export function homeLayout(folder: string): Home {
  return {
    projects: path.join(folder, 'projects'),
    uploads: path.join(folder, 'uploads'),
    downloads: path.join(folder, 'downloads'),
    recent: path.join(folder, 'recent.json'),
    chosen: path.join(folder, 'chosen.json'),
    pasted: path.join(folder, 'pasted'),
    log: path.join(folder, 'log.txt'),
  };
}

/** Name of the project of a file: readable by its beginning, unique by the hash of its absolute path. */
export function projectName(file: string): string {
  const hash = createHash('sha256').update(path.resolve(file)).digest('hex').slice(0, 8);
  return `${path.basename(file)}-${hash}`;
}
