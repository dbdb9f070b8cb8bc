// Joins the page that follows a run with the run's trainer by a port of their own; main carries no epochs.
import { MessageChannelMain, type WebContents } from 'electron';
import type { EpochBatch } from '../core/run/job';
import { channels } from '../workbench/contract/channels';
import type { Workbench } from '../workbench/workbench';
import type { RunProcess } from './utility-process';

export interface RunStreams {
  follow(page: WebContents, runId: string, nonce: string): void;
  unfollow(nonce: string): void;
  /** Forgets what a page followed, as when it loads anew. */
  forget(page: WebContents): void;
  trainerStarted(runId: string, trainer: RunProcess): void;
  trainerEnded(runId: string): void;
}

interface Follow {
  page: WebContents;
  runId: string;
  /** The newest batch, for a page whose port was cut before it came through. */
  last: EpochBatch | null;
  end(): void;
}

export function createRunStreams(workbench: Pick<Workbench, 'follow' | 'batchOffset'>): RunStreams {
  const follows = new Map<string, Follow>();
  const trainers = new Map<string, RunProcess>();

  const connect = (nonce: string, { page, runId }: Follow, trainer: RunProcess) => {
    if (page.isDestroyed()) return;
    const { port1, port2 } = new MessageChannelMain();
    trainer.hand(port1);
    page.postMessage(channels.stream, { nonce, offset: workbench.batchOffset(runId) }, [port2]);
  };
  const unfollow = (nonce: string) => {
    follows.get(nonce)?.end();
    follows.delete(nonce);
  };

  return {
    follow(page, runId, nonce) {
      if (follows.has(nonce)) return;
      const follow: Follow = { page, runId, last: null, end: () => {} };
      follow.end = workbench.follow(runId, (batch) => {
        follow.last = batch;
      });
      follows.set(nonce, follow);
      const trainer = trainers.get(runId);
      if (trainer) connect(nonce, follow, trainer);
    },
    unfollow,
    forget(page) {
      for (const [nonce, follow] of follows) if (follow.page === page) unfollow(nonce);
    },
    trainerStarted(runId, trainer) {
      trainers.set(runId, trainer);
      for (const [nonce, follow] of follows) if (follow.runId === runId) connect(nonce, follow, trainer);
    },
    trainerEnded(runId) {
      trainers.delete(runId);
      for (const [nonce, { page, runId: followed, last }] of follows) {
        if (followed === runId && !page.isDestroyed()) page.send(channels.streamEnd, { nonce, last });
      }
    },
  };
}
