// A thread of the data process: sums up one stored column after the other.
import { parentPort } from 'node:worker_threads';
import { storedColumn } from '../cache/stored-columns';
import { profileColumn } from '../profile-column';
import type { ProfileAnswer, ProfileOrder } from '../profile-columns';

parentPort?.on('message', ({ place, source }: ProfileOrder) => {
  const profile = profileColumn(storedColumn(source.place, source.stored));
  parentPort?.postMessage({ place, profile } satisfies ProfileAnswer);
});
