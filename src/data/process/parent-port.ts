// The line to the process that started this one: Electron's utility process and Node's child process speak differently.

const SECONDS_FOR_ELECTRON = 5;

export interface ParentPort {
  send(message: unknown): void;
  onMessage(listener: (message: unknown, ports: readonly MessageLine[]) => void): void;
  /** The parent has gone: nobody reads any more. */
  onClose(listener: () => void): void;
  /** Resolves when what was sent has left this process, which may then end. */
  flushed(): Promise<void>;
}

/** A further line that the parent handed over (Electron only), straight to a page. */
export interface MessageLine {
  postMessage(message: unknown): void;
  start(): void;
  close(): void;
  on(event: 'close', listener: () => void): unknown;
}

/** What Electron gives a utility process (electron.d.ts, ParentPort), of which this layer may not import the types. */
interface ElectronParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown; ports: MessageLine[] }) => void): unknown;
}

/** Throws if this process was started by hand, without a line to a parent. */
export function connectParent(): ParentPort {
  const electron = (process as unknown as { parentPort?: ElectronParentPort | null }).parentPort;
  if (electron) {
    return {
      send: (message) => electron.postMessage(message),
      onMessage: (listener) => electron.on('message', ({ data, ports }) => listener(data, ports)),
      // Electron ends a utility process together with its parent.
      onClose: () => {},
      // Electron does not tell when a message has left; the parent ends this process once it has heard the last one.
      flushed: () => new Promise((resolve) => setTimeout(resolve, SECONDS_FOR_ELECTRON * 1000)),
    };
  }
  if (!process.send) throw new Error('This program is started by Hone, not by hand.');
  let unsent = 0;
  let whenSent = () => {};
  return {
    send(message) {
      unsent++;
      // A parent that is gone cannot read: the closing of the channel is heard by onClose.
      process.send?.(message, undefined, undefined, () => {
        if (--unsent === 0) whenSent();
      });
    },
    flushed: () =>
      new Promise((resolve) => {
        whenSent = resolve;
        if (unsent === 0) resolve();
      }),
    onMessage: (listener) => process.on('message', (message) => listener(message, [])),
    onClose: (listener) => process.once('disconnect', listener),
  };
}
