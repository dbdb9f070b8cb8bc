// How the form is looked at: simple or in full, what is searched for, which sections are open; kept on this machine.
import { createStore, type Store } from './store';

export const formLevels = ['simple', 'expert'] as const;
export type FormLevel = (typeof formLevels)[number];

export interface FormState {
  level: FormLevel;
  /** Empty where nothing is searched for. */
  query: string;
  /** Whether what the query finds is to be shown at once, not when there is time. */
  settled: boolean;
  /** Sections that were opened or closed by hand, by id. */
  open: Readonly<Record<string, boolean>>;
  /** Sections that show their expert fields although the level is simple. */
  full: Readonly<Record<string, boolean>>;
}

export interface FormStateStore {
  store: Store<FormState>;
  setLevel(level: FormLevel): void;
  search(query: string): void;
  /** Shows what the query finds now, not when there is time. */
  settle(): void;
  setOpen(section: string, open: boolean): void;
  /** Shows everything of a section, whatever is searched for. */
  reveal(section: string): void;
}

const storageKey = 'hone.form';
const initial: FormState = { level: 'simple', query: '', settled: false, open: {}, full: {} };

export function createFormState(): FormStateStore {
  const store = createStore<FormState>({ ...initial, ...readKept() });
  const change = (part: (state: FormState) => Partial<FormState>) => {
    store.set((state) => ({ ...state, ...part(state) }));
    keep(store.get());
  };
  return {
    store,
    setLevel: (level) => change(() => ({ level, full: {} })),
    search: (query) => change(() => ({ query, settled: false })),
    settle: () => change(() => ({ settled: true })),
    setOpen: (section, open) => change((state) => ({ open: { ...state.open, [section]: open } })),
    reveal: (section) =>
      change((state) => ({
        query: '',
        settled: false,
        open: { ...state.open, [section]: true },
        full: { ...state.full, [section]: true },
      })),
  };
}

// Storage is refused in some private windows; the form then forgets with the page.
function readKept(): Partial<FormState> {
  try {
    const kept: unknown = JSON.parse(window.localStorage.getItem(storageKey) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return {};
    const { level, open } = kept as { level?: unknown; open?: unknown };
    return {
      level: formLevels.find((known) => known === level) ?? initial.level,
      open: typeof open === 'object' && open !== null ? onlyBooleans(open) : {},
    };
  } catch {
    return {};
  }
}

function onlyBooleans(kept: object): Record<string, boolean> {
  const entries = Object.entries(kept).filter(([, value]) => typeof value === 'boolean');
  return Object.fromEntries(entries) as Record<string, boolean>;
}

function keep({ level, open }: FormState): void {
  try {
    window.localStorage.setItem(storageKey, JSON.stringify({ level, open }));
  } catch {
    return;
  }
}
