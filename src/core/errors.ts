// Errors that a user can cause: they say what is wrong, where, and what to do.

/** Where a fault lies, as far as it is known. Lines and columns count from 1. */
export interface ErrorPlace {
  file?: string;
  line?: number;
  column?: string;
  /** Recipe path, such as `training.learning-rate`. */
  field?: string;
}

/** Kebab-case, stable: clients may switch on it. */
export type ErrorCode =
  | 'file-not-found'
  | 'file-unreadable'
  | 'data-invalid'
  | 'column-missing'
  | 'target-invalid'
  | 'recipe-invalid'
  | 'run-not-found'
  | 'model-invalid'
  | 'export-unsupported'
  | 'runtime-unavailable'
  | 'training-failed'
  | 'request-invalid'
  | 'cancelled'
  | 'internal';

/** A fault with one sentence for the person, its place, and the way out of it. */
export class HoneError extends Error {
  override readonly name = 'HoneError';
  readonly code: ErrorCode;
  readonly place: ErrorPlace;
  readonly fix: string | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: { place?: ErrorPlace; fix?: string; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.place = options.place ?? {};
    this.fix = options.fix;
  }
}

/** What crosses a process border in place of an Error. */
export interface ErrorReport {
  code: ErrorCode;
  message: string;
  place: ErrorPlace;
  fix?: string;
}

/** Any thrown thing as a report; a fault that nobody foresaw gets the code `internal`. */
export function reportError(error: unknown): ErrorReport {
  if (error instanceof HoneError) {
    const { code, message, place, fix } = error;
    return fix === undefined ? { code, message, place } : { code, message, place, fix };
  }
  return { code: 'internal', message: error instanceof Error ? error.message : String(error), place: {} };
}

/** The inverse of `reportError`, on the receiving side of a process border. */
export function reviveError(report: ErrorReport): HoneError {
  const { code, message, place, fix } = report;
  return new HoneError(code, message, fix === undefined ? { place } : { place, fix });
}
