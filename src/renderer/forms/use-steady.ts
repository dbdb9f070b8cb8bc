// Keeps a list the same value as long as its members are, so that what is drawn from it need not be drawn anew.
import { useRef } from 'react';

/** The list of the last time if it has equal members: the same ones, or ones that read the same as JSON. */
export function useSteady<Item>(list: readonly Item[]): readonly Item[] {
  const last = useRef(list);
  const same =
    last.current.length === list.length &&
    list.every(
      (item, i) => item === last.current[i] || JSON.stringify(item) === JSON.stringify(last.current[i]),
    );
  if (!same) last.current = list;
  return last.current;
}
