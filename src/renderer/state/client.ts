// Which door this page came through: Electron's bridge, or the host that served it.
import type { WorkbenchClient } from '../../workbench/contract/client';
import { createHostClient } from './host-client';

/** A client that may also tell whether the other side still answers. */
export interface DoorClient extends WorkbenchClient {
  onConnection?(listener: (connected: boolean) => void): () => void;
}

declare global {
  interface Window {
    /** Put there by the preload script in Electron. */
    hone?: WorkbenchClient;
  }
}

/** The bridge where there is one, else the host over HTTP and WebSocket. */
export function openDoor(): DoorClient {
  return window.hone ?? createHostClient(window.location);
}
