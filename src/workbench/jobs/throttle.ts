// Does something at most once in a while, and the last time for certain.

export interface Throttle {
  /** Asks for one more time, now or when the pause is over. */
  request(): void;
  /** Drops what was asked for. */
  cancel(): void;
}

export function createThrottle(pauseMs: number, act: () => void): Throttle {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let wanted = false;
  const run = () => {
    wanted = false;
    timer = setTimeout(() => {
      timer = null;
      if (wanted) run();
    }, pauseMs);
    act();
  };
  return {
    request() {
      if (timer) wanted = true;
      else run();
    },
    cancel() {
      if (timer) clearTimeout(timer);
      timer = null;
      wanted = false;
    },
  };
}
