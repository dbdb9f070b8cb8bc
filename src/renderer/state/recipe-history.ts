// The recipe under edit, with undo and redo. It only ever holds recipes that the schema accepts.
import { HoneError } from '../../core/errors';
import { type RecipeValue, setPath } from '../../core/recipe/paths';
import type { Recipe } from '../../core/recipe/recipe';
import { createStore, type Store } from './store';

export interface HistoryState {
  present: Recipe | null;
  past: readonly Recipe[];
  future: readonly Recipe[];
  /** What the last change was about: a change of the same thing joins it in one undo step. */
  topic: string;
  /** Messages of fields whose text is no valid value, by path; such text never reaches the recipe. */
  invalid: Readonly<Record<string, string>>;
}

export interface RecipeHistory {
  store: Store<HistoryState>;
  /** Starts over with this recipe and nothing to undo. */
  open(recipe: Recipe | null): void;
  /** Takes a whole recipe; `topic` joins it with the change before if that had the same one, none drops invalid text. */
  change(recipe: Recipe, topic?: string): void;
  /** Puts a value at the path; a choice is given by its kind. Returns false, changing nothing, if it is refused. */
  edit(path: string, value: RecipeValue): boolean;
  /** Ends the joining of changes, as when a field loses the focus. */
  seal(): void;
  undo(): void;
  redo(): void;
  /** Marks or clears (empty message) a field whose text is not valid. */
  mark(path: string, message: string): void;
}

const deepest = 200;
const empty: HistoryState = { present: null, past: [], future: [], topic: '', invalid: {} };

export function createRecipeHistory(): RecipeHistory {
  const store = createStore<HistoryState>(empty);
  const change: RecipeHistory['change'] = (recipe, topic = '') =>
    store.set((state) => {
      if (state.present === null) return { ...empty, present: recipe };
      if (same(state.present, recipe)) return state;
      const joins = topic !== '' && topic === state.topic;
      const past = joins ? state.past : [...state.past, state.present].slice(-deepest);
      const invalid = topic === '' ? {} : state.invalid;
      return { present: recipe, past, future: [], topic, invalid };
    });
  return {
    store,
    change,
    open: (recipe) => store.set(() => ({ ...empty, present: recipe })),
    edit(path, value) {
      const { present } = store.get();
      if (present === null) return false;
      try {
        change(setPath(present, path, value), path);
        return true;
      } catch (error) {
        if (error instanceof HoneError) return false;
        throw error;
      }
    },
    seal: () => store.set((state) => (state.topic === '' ? state : { ...state, topic: '' })),
    undo: () => store.set(stepBack),
    redo: () => store.set(stepForward),
    mark: (path, message) =>
      store.set((state) => {
        if ((state.invalid[path] ?? '') === message) return state;
        const { [path]: _, ...others } = state.invalid;
        return { ...state, invalid: message === '' ? others : { ...others, [path]: message } };
      }),
  };
}

function stepBack(state: HistoryState): HistoryState {
  const before = state.past.at(-1);
  if (before === undefined || state.present === null) return state;
  const future = [state.present, ...state.future];
  return { present: before, past: state.past.slice(0, -1), future, topic: '', invalid: {} };
}

function stepForward(state: HistoryState): HistoryState {
  const [after, ...future] = state.future;
  if (after === undefined || state.present === null) return state;
  return { present: after, past: [...state.past, state.present], future, topic: '', invalid: {} };
}

function same(one: Recipe, other: Recipe): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
