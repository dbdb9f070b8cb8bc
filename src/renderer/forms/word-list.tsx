// A list that may hold certain words alone: each word switched on or off.
import type { RecipeField } from '../../core/recipe/paths';
import { titleOfWord } from './field-words';

export interface WordListProps {
  field: RecipeField;
  id: string;
  value: readonly string[];
  onValue(value: readonly string[]): void;
}

export function WordList({ field, id, value, onValue }: WordListProps) {
  const toggle = (word: string) =>
    // In the order of the field, whatever the order of the clicks.
    onValue(field.words.filter((one) => (one === word ? !value.includes(word) : value.includes(one))));
  return (
    <fieldset id={id} className="word-list" aria-label={field.title}>
      {field.words.map((word) => (
        <button
          key={word}
          type="button"
          aria-pressed={value.includes(word)}
          data-word={word}
          onClick={() => toggle(word)}
        >
          {titleOfWord(word)}
        </button>
      ))}
    </fieldset>
  );
}
