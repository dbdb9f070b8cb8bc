// What a search of the form found: fields to edit at once, and fields that come with another choice.
import { Fragment, memo } from 'react';
import type { RecipeValue } from '../../core/recipe/paths';
import { text } from '../i18n/text';
import { Empty } from '../ui/empty';
import { Marked } from '../ui/marked';
import { optionTitle } from './field-words';
import { FieldView } from './field-view';
import { formSections } from './form-model';
import type { Found } from './form-search';

/** More would be no answer to a question. */
const most = 60;

export interface SearchResultsProps {
  found: readonly Found[];
  words: readonly string[];
  query: string;
  onChoose(changes: Readonly<Record<string, RecipeValue>>): void;
}

export const SearchResults = memo(function SearchResults({
  found,
  words,
  query,
  onChoose,
}: SearchResultsProps) {
  if (found.length === 0)
    return (
      <Empty icon="search" title={text.form.nothingFound(query)}>
        <p>{text.form.nothingFoundHint}</p>
      </Empty>
    );
  return (
    <div className="search-results">
      {found.slice(0, most).map((one, i) => {
        const heading = headingOf(one);
        const before = found[i - 1];
        return (
          <Fragment key={one.field.id}>
            {(!before || headingOf(before) !== heading) && <h3>{heading}</h3>}
            <FoundField one={one} words={words} onChoose={onChoose} />
          </Fragment>
        );
      })}
      {found.length > most && <p className="quiet more-fields">{text.form.andMore(found.length - most)}</p>}
    </div>
  );
});

function headingOf({ field, byName }: Found): string {
  const title = formSections().find(({ id }) => id === field.section)?.title ?? '';
  return byName ? title : text.form.inDescriptions(title);
}

interface FoundFieldProps extends Pick<SearchResultsProps, 'words' | 'onChoose'> {
  one: Found;
}

function FoundField({ one, words, onChoose }: FoundFieldProps) {
  const { field, missing, options, said } = one;
  if (missing.length > 0) return <MissingField one={one} words={words} onChoose={onChoose} />;
  return (
    <div className="found">
      <FieldView field={field} words={words} />
      {said !== '' && (
        <p className="found-help">
          <Marked words={words}>{said}</Marked>
        </p>
      )}
      {options.length > 0 && (
        <p className="found-options">
          {options.slice(0, 4).map(({ kind }) => (
            <button
              key={kind}
              type="button"
              className="link"
              onClick={() => onChoose({ [field.path]: kind })}
            >
              {text.form.choose(optionTitle(field, kind))}
            </button>
          ))}
        </p>
      )}
    </div>
  );
}

/** A field that the recipe does not have at present: says with what it comes, and brings it. */
function MissingField({ one, words, onChoose }: FoundFieldProps) {
  const { field, missing } = one;
  const needs = missing.map(({ field: choice, values }) =>
    text.form.needs(
      choice.title,
      values.slice(0, 3).map(({ title }) => title),
      values.length > 3,
    ),
  );
  const changes = Object.fromEntries(
    missing.map(({ field: choice, values }) => [choice.path, values[0]?.value ?? true]),
  );
  const first = missing.map(({ values }) => values[0]?.title ?? '');
  return (
    <div className="field-row missing" data-path={field.path}>
      <p>
        <Marked words={words}>{field.title}</Marked>
      </p>
      <p className="quiet">
        {text.form.availableWith(needs)}{' '}
        <button type="button" className="link" onClick={() => onChoose(changes)}>
          {text.form.chooseThat(first)}
        </button>
      </p>
    </div>
  );
}
