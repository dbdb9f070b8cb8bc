// What a test asks of the fake workbench before the page starts.
import type { Finding } from '../../../src/core/run/finding';
import type { Runtime } from '../../../src/core/run/job';
import type { ErrorReport } from '../../../src/core/errors';
import { devices } from './devices';

export interface Scene {
  /** Sample that is open at the start; empty for the start page. */
  opened: '' | 'penguins' | 'cars' | 'seattle-weather';
  /** Finished runs that the project has already. */
  runs: number;
  /** Milliseconds that opening a sample takes, as if it were large. */
  openMs: number;
  /** Milliseconds between epochs of a run. */
  epochMs: number;
  runtime: Runtime | null;
  /** Milliseconds that the comparison spends on each device; null gives one that is over already. */
  compareMs: number | null;
  /** Milliseconds between two reports of a rate test. */
  rateMs: number;
  /** Answers of calls that fail, by the name of the call. */
  failing: Record<string, ErrorReport>;
  warnings: string[];
  /** Extra number columns, to make a wide table. */
  extraColumns: number;
  door: 'window' | 'page';
}

export const usualScene: Scene = {
  opened: 'penguins',
  runs: 0,
  openMs: 0,
  epochMs: 20,
  runtime: { backend: 'tensorflow', device: 'cpu', version: '2.21.0', reason: null, fix: null, devices },
  compareMs: 60,
  rateMs: 60,
  failing: {},
  warnings: [],
  extraColumns: 0,
  door: 'window',
};

/** What the fake leaves for the test to look at. */
export interface FakeTrace {
  calls: { name: string; input: unknown }[];
}

export const overfit: Finding = {
  rule: 'overfitting',
  title: 'Overfitting',
  severity: 'warning',
  confidence: 0.93,
  explanation:
    'The validation loss rose from 0.312 around epoch 37 to 0.447, 5.2 times its noise of 0.026, and stayed up for 21 epochs, while the training loss went on to 0.041.',
  evidence: {
    validationRise: 0.135,
    lowestValidationLoss: 0.312,
    lowestEpoch: 37,
    noise: 0.026,
    validationLossError: 0.031,
  },
  remedies: [
    {
      title: 'More dropout',
      why: 'Silenced units cannot agree on memorizing single rows.',
      changes: { 'model.dropout': 0.3 },
    },
    {
      title: 'Stronger L2 penalty',
      why: 'Small weights make a smoother function.',
      changes: { 'training.l2': 0.0001 },
    },
    {
      title: 'Half as many hidden units',
      why: 'A smaller network has less room to memorize rows.',
      changes: { 'model.hidden': [128, 128] },
    },
  ],
};

export const rightEpoch: Finding = {
  rule: 'best-epoch',
  title: 'Stopped at the right epoch',
  severity: 'good',
  confidence: 0.88,
  explanation:
    'The lowest validation loss came at epoch 37 of 58 and was not reached again within the patience of 20 epochs.',
  evidence: { bestEpoch: 37, epochs: 58, patience: 20 },
  remedies: [],
};
