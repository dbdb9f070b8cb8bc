// Commands about the cache of tables.
import type { CacheService } from '../cache-service';
import type { Handlers } from './handlers';

export function cacheCommands(cache: CacheService): Handlers<'cache.info' | 'cache.clear'> {
  return {
    'cache.info': async () => cache.info(),
    'cache.clear': async ({ project }) => cache.clear(project),
  };
}
