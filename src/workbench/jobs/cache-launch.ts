// Tells every trainer where the cache of its data lies.
import type { Job, TrainerCommand } from '../../core/run/job';
import type { Launch } from './child';

/** `cacheOf`: the folder of the cache of a file's project. */
export function withCache(launch: Launch, cacheOf: (file: string) => string): Launch {
  return (entry, label, logFile) => {
    const child = launch(entry, label, logFile);
    return {
      ...child,
      send(message) {
        const command = message as TrainerCommand;
        child.send(command.kind === 'start' ? { ...command, job: cached(command.job, cacheOf) } : message);
      },
    };
  };
}

/** A prediction reads its file once. */
function cached(job: Job, cacheOf: (file: string) => string): Job {
  return 'data' in job && job.kind !== 'predict' ? { ...job, cache: cacheOf(job.data) } : job;
}
