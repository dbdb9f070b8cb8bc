// Shares of work done, told often enough for a bar and no more.

const PAUSE_MS = 250;

/** Passes a share on unless one was passed on a quarter of a second ago or less. */
export function progressTeller(send: (share: number) => void): (share: number) => void {
  let told = Number.NEGATIVE_INFINITY;
  return (share) => {
    if (performance.now() - told < PAUSE_MS) return;
    told = performance.now();
    send(share);
  };
}
