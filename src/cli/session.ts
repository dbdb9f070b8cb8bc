// What a command works with: the terminal, the workbench, and the wish of the person to stop.
import type { Launch } from '../workbench/jobs/child';
import type { Workbench } from '../workbench/workbench';

/** Where text goes. Data on stdout, everything said to a person on stderr. */
export interface Terminal {
  /** Writes to stdout; resolves when the text has left, or when nobody reads it any more. */
  write(text: string): Promise<void>;
  /** Writes to stderr. */
  tell(text: string): void;
  /** Whether stderr is a terminal whose last line can be redrawn. */
  live: boolean;
  /** Whether stdout, and whether stderr, takes colours. */
  color: { out: boolean; messages: boolean };
  /** Width of the terminal in characters; 80 where it tells none. */
  columns: number;
  /** Width of stdout's and stderr's lines; infinite where it is no terminal. */
  width: { out: number; messages: number };
}

export interface Session {
  terminal: Terminal;
  /** Hone's own folder, where projects and runs are kept. */
  home: string;
  /** Folder that relative paths start from. */
  cwd: string;
  version: string;
  /** Folder of the built processes. */
  bundles: string;
  /** Folder of the datasets that come with Hone. */
  samples: string;
  /** Starts a process of Hone's. */
  launch: Launch;
  /** Starts the workbench at the first call and gives the same one ever after. */
  connect(): Promise<Workbench>;
  /** Registers what Ctrl-C does while a command works; returns the function that takes it back. */
  onInterrupt(listener: () => void): () => void;
}

/** What a process tells its caller by ending: done, failed, wrong input or usage, ended by Ctrl-C. */
export const exitCodes = { done: 0, failed: 1, wrongInput: 2, interrupted: 130 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
