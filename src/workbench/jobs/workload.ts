// What loads this machine at present: measuring speed needs it alone, everything else may run side by side.
import { HoneError } from '../../core/errors';

export interface Work {
  /** Noun phrase that begins a sentence, such as `A rate test`. */
  what: string;
  /** Whether other work would falsify its result. */
  alone: boolean;
}

export interface Workload {
  /** Notes work from now until the answer is called. HoneError `request-invalid` where work may not run beside other work. */
  enter(work: Work): () => void;
}

export function createWorkload(): Workload {
  const present = new Set<Work>();
  return {
    enter({ what, alone }) {
      const work = { what, alone };
      const other = [...present].find((one) => alone || one.alone);
      if (other) throw disturbed(other);
      present.add(work);
      return () => {
        present.delete(work);
      };
    },
  };
}

function disturbed({ what, alone }: Work): HoneError {
  const figures = alone ? 'other work would falsify its figures' : 'its load would falsify the figures';
  return new HoneError('request-invalid', `${what} is under way, and ${figures}.`, {
    fix: 'Wait until it has ended, or end it.',
  });
}
