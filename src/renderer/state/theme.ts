// Light, dark, or as the system has it; kept on this machine.
import { createStore, type Store } from './store';

export const themeChoices = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof themeChoices)[number];

export interface ThemeStore {
  choice: Store<ThemeChoice>;
  /** The theme in force. */
  shown: Store<'light' | 'dark'>;
  choose(choice: ThemeChoice): void;
}

const storageKey = 'hone.theme';

export function createThemeStore(): ThemeStore {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const choice = createStore<ThemeChoice>(readChoice());
  const resolve = () => (choice.get() === 'system' ? (dark.matches ? 'dark' : 'light') : choice.get());
  const shown = createStore(resolve() as 'light' | 'dark');
  const apply = () => {
    document.documentElement.dataset.theme = resolve();
    shown.set(() => resolve() as 'light' | 'dark');
  };
  dark.addEventListener('change', apply);
  apply();
  return {
    choice,
    shown,
    choose(next) {
      choice.set(() => next);
      writeChoice(next);
      apply();
    },
  };
}

// Storage is refused in some private windows; the choice then lasts as long as the page.
function readChoice(): ThemeChoice {
  try {
    const kept = window.localStorage.getItem(storageKey);
    return themeChoices.find((choice) => choice === kept) ?? 'system';
  } catch {
    return 'system';
  }
}

function writeChoice(choice: ThemeChoice): void {
  try {
    window.localStorage.setItem(storageKey, choice);
  } catch {
    return;
  }
}
