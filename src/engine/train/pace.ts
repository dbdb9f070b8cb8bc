// How many steps to run in one call into TensorFlow, so that commands are heard in time. It has no part in the numbers.

const SECONDS_PER_CALL = 0.25;
// A careful guess for the first call: an eighth of what one core of a present machine does.
const FLOPS_PER_SECOND = 10e9;

export interface Pace {
  /** Steps of the next call, at least 1. */
  steps(): number;
  /** Learns from a call that ran so many steps. */
  learn(steps: number, seconds: number): void;
}

export function createPace(flopsPerStep: number): Pace {
  let secondsPerStep = flopsPerStep / FLOPS_PER_SECOND;
  return {
    steps: () => Math.max(1, Math.floor(SECONDS_PER_CALL / Math.max(secondsPerStep, 1e-9))),
    learn(steps, seconds) {
      secondsPerStep = seconds / steps;
    },
  };
}
