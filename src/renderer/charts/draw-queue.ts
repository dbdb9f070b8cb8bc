// Charts that want to be drawn again take turns: one in each animation frame, so that none of them makes a frame long.

export interface DrawQueue {
  /** Asks for a drawing; asking twice before it happens is asking once. */
  request(draw: () => void): void;
  cancel(draw: () => void): void;
}

/** `nextFrame` is requestAnimationFrame but in tests. */
export function createDrawQueue(nextFrame: (callback: () => void) => void): DrawQueue {
  const waiting = new Set<() => void>();
  let running = false;
  const run = () => {
    const [draw] = waiting;
    if (!draw) {
      running = false;
      return;
    }
    waiting.delete(draw);
    draw();
    nextFrame(run);
  };
  return {
    request(draw) {
      waiting.add(draw);
      if (running) return;
      running = true;
      nextFrame(run);
    },
    cancel: (draw) => {
      waiting.delete(draw);
    },
  };
}

/** The queue of the window's charts. */
export const drawQueue = createDrawQueue((callback) => requestAnimationFrame(callback));
