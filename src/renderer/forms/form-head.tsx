// Above the form: its name, how much of it is shown, undo, and the search.
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { flushSync } from 'react-dom';
import { shortcutLabel } from '../frame/shortcuts';
import { text } from '../i18n/text';
import { type FormStateStore, formLevels } from '../state/form-state';
import { useStore } from '../state/store';
import { useWorkspace } from '../state/workspace';
import { IconButton } from '../ui/button';
import { Icon } from '../ui/icon';
import { Segments } from '../ui/segments';

export function FormHead() {
  const { recipe, form } = useWorkspace();
  const canUndo = useStore(recipe.store, (state) => state.past.length > 0);
  const canRedo = useStore(recipe.store, (state) => state.future.length > 0);
  const level = useStore(form.store, (state) => state.level);
  return (
    <>
      <header className="pane-head">
        <h1>{text.form.title}</h1>
        <Segments
          label={text.form.level}
          value={level}
          options={formLevels.map((value) => ({ value, title: text.form.levels[value] }))}
          onChange={form.setLevel}
        />
        <IconButton
          icon="undo"
          label={text.form.undo(shortcutLabel('Z'))}
          disabled={!canUndo}
          onClick={recipe.undo}
        />
        <IconButton
          icon="redo"
          label={text.form.redo(shortcutLabel('⇧Z'))}
          disabled={!canRedo}
          onClick={recipe.redo}
        />
      </header>
      <FormSearch />
    </>
  );
}

function FormSearch() {
  const { form } = useWorkspace();
  const query = useStore(form.store, (state) => state.query);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => listenForSlash(() => input.current?.select()), []);
  // A search ends with the step; the next visit begins with the sections.
  useEffect(() => () => form.search(''), [form]);
  return (
    <div className="form-search field-box">
      <Icon name="search" size={14} />
      <input
        ref={input}
        type="text"
        role="searchbox"
        autoComplete="off"
        spellCheck={false}
        aria-label={text.form.search}
        aria-keyshortcuts="/"
        placeholder={text.form.search}
        value={query}
        onChange={(event) => form.search(event.target.value)}
        onKeyDown={(event) => onSearchKey(event, form)}
      />
      {query === '' ? (
        <kbd aria-hidden="true">/</kbd>
      ) : (
        <IconButton icon="cross" label={text.form.clearSearch} onClick={() => form.search('')} />
      )}
    </div>
  );
}

/** Escape clears the search and then leaves it; the arrow goes to what was found. */
function onSearchKey(event: KeyboardEvent<HTMLInputElement>, form: FormStateStore): void {
  const { currentTarget: input, key } = event;
  // Keys such as Ctrl+Enter are the window's.
  if (event.ctrlKey || event.metaKey) return;
  if (key === 'Escape' && input.value !== '') form.search('');
  else if (key === 'Escape') input.blur();
  else if (key === 'ArrowDown' || key === 'Enter') {
    // Whoever types fast means what the whole search finds, not what is shown of its beginning.
    flushSync(form.settle);
    focusFirst();
  } else return;
  event.preventDefault();
}

function focusFirst(): void {
  const first = document.querySelector<HTMLElement>(
    '.recipe-form :is(.field-control :is(input, select), .missing button)',
  );
  first?.focus();
}

/** `/` anywhere but in a text; returns the function that ends the listening. */
function listenForSlash(act: () => void): () => void {
  const onKeyDown = (event: globalThis.KeyboardEvent) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target as HTMLElement;
    const writing = target.matches('input:not([type="checkbox"]), select, textarea');
    if (writing || document.querySelector('dialog[open]')) return;
    event.preventDefault();
    act();
  };
  window.addEventListener('keydown', onKeyDown);
  return () => window.removeEventListener('keydown', onKeyDown);
}
