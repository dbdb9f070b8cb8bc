// A small observable value, and the hook that lets a component read a part of it.
import { useSyncExternalStore } from 'react';

export interface Store<State> {
  get(): State;
  /** Replaces the state; listeners hear of it only if it is another value. */
  set(change: (state: State) => State): void;
  /** Returns the function that ends the subscription. */
  subscribe(listener: () => void): () => void;
}

export function createStore<State>(initial: State): Store<State> {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    set(change) {
      const next = change(state);
      if (Object.is(next, state)) return;
      state = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The selected part, fresh on every change. `select` must return a primitive or a reference that the state holds. */
export function useStore<State, Part>(store: Store<State>, select: (state: State) => Part): Part {
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}
