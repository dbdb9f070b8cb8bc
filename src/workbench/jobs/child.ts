// A process that the workbench started, whatever started it: Electron's utilityProcess or Node's fork.

/** Messages are structured clones in both directions. */
export interface Child {
  pid: number | undefined;
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once. `code` is null where a signal or a failed start ended the process. */
  onExit(listener: (code: number | null, signal: string | null) => void): void;
  /** Ends the process at once, without asking it. */
  kill(): void;
}

/** Starts `<entry>.cjs` of the running bundle. `label` is the run's id for a training; stderr goes to `logFile`. */
export type Launch = (entry: 'trainer' | 'data', label: string, logFile: string | null) => Child;
