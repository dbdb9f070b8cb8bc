// What the window as a whole knows: the program, the machine, the open dataset, the step in view.
import type { ErrorReport } from '../../core/errors';
import type { Comparison } from '../../core/run/comparison';
import type { Runtime } from '../../core/run/job';
import type { Preview } from '../../core/run/preview';
import type { CommandOutput, Dataset, Sample } from '../../workbench/contract/commands';

export const steps = ['data', 'prepare', 'train', 'diagnose', 'export', 'devices'] as const;
export type Step = (typeof steps)[number];

/** A file that could not be opened as it was found, and why. */
export type Refused = NonNullable<CommandOutput<'dataset.refused'>> & { error: ErrorReport };

/** What the Data step shows. */
export const dataViews = ['rows', 'reading', 'understanding'] as const;
export type DataView = (typeof dataViews)[number];

export interface AppState {
  info: CommandOutput<'app.info'> | null;
  runtime: Runtime | null;
  samples: readonly Sample[];
  recent: CommandOutput<'dataset.recent'>;
  dataset: Dataset | null;
  /** A dataset is being opened by this page, its dialog included. */
  opening: boolean;
  /** Name of the file that is being read to be opened, by whatever way; null if none is. */
  openingName: string | null;
  /** The file that was refused and is corrected now. */
  refused: Refused | null;
  step: Step;
  dataView: DataView;
  /** The last comparison of devices; null where none is known. */
  comparison: Comparison | null;
  /** The first rows of the file that is being opened, where the whole of it takes its time. */
  beginning: { datasetId: string; preview: Preview } | null;
  /** Work that is not training: its name and its share, null where unknown; bytes while a file is read. */
  work: { phase: string; share: number | null; bytes: { done: number; total: number } | null } | null;
  /** False while the host does not answer. */
  connected: boolean;
}

export const initialAppState: AppState = {
  info: null,
  runtime: null,
  samples: [],
  recent: [],
  dataset: null,
  opening: false,
  openingName: null,
  refused: null,
  beginning: null,
  step: 'data',
  dataView: 'rows',
  comparison: null,
  work: null,
  connected: true,
};
