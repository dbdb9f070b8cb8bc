// What Hone keeps of tables that it has read and prepared: how much that is, and forgetting it.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { HoneError } from '../core/errors';
import { cacheSize, clearCache } from '../data/cache/cache-folder';
import { dataFolder } from './store/projects';

export interface CachedProject {
  /** Name of the project: that of its file, with the hash of its place. */
  project: string;
  entries: number;
  bytes: number;
}

export interface CacheInfo {
  bytes: number;
  projects: CachedProject[];
}

export interface CacheService {
  /** Projects without a cache are left out. */
  info(): CacheInfo;
  /** Of one project or of all; HoneError `request-invalid` while trainings read it. Returns the bytes freed. */
  clear(project: string | null): { bytes: number };
}

/** `busy`: whether anything reads the cache at the moment. */
export function createCacheService(projects: string, busy: () => boolean): CacheService {
  const names = () => {
    try {
      return readdirSync(projects).filter((name) => name.endsWith('.hone'));
    } catch {
      return [];
    }
  };
  const folderOf = (name: string) => path.join(projects, name, dataFolder);
  return {
    info() {
      const found = names()
        .map((name) => ({ project: name.replace(/\.hone$/, ''), ...cacheSize(folderOf(name)) }))
        .filter(({ entries }) => entries > 0)
        .sort((a, b) => b.bytes - a.bytes);
      return { bytes: found.reduce((sum, { bytes }) => sum + bytes, 0), projects: found };
    },
    clear(project) {
      if (busy()) {
        throw new HoneError('request-invalid', 'A training reads the cache at the moment.', {
          fix: 'Clear it when the training has ended.',
        });
      }
      const chosen = names().filter((name) => project === null || name === `${project}.hone`);
      return { bytes: chosen.reduce((sum, name) => sum + clearCache(folderOf(name)).bytes, 0) };
    },
  };
}
