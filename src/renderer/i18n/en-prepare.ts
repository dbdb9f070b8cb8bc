// The words of the Prepare step in English.
import { plural } from './plural';

export const prepare = {
  settings: 'Preparation',
  lead: 'Every step is fitted on the training rows alone and is part of the exported model.',
  /** `validation` and `test` are null where there is no such part. */
  parts: (train: string, validation: string | null, test: string | null) =>
    `About ${train} rows to learn from${validation === null ? '' : `, ${validation} to choose the epoch by`}${
      test === null ? '' : `, ${test} to test on`
    }.`,
  /** `instead` of a split by chance. */
  windowParts: (train: string, validation: string | null, test: string | null, instead: boolean) =>
    `${instead ? 'Windows overlap, so they are split by time instead: ' : ''}${instead ? 'the' : 'The'} first ${train} to learn from${
      validation === null ? '' : `, the ${validation} after them to choose the epoch by`
    }${test === null ? '' : `, the last ${test} to test on`}.`,
  partsByColumn: (column: string) =>
    column === ''
      ? 'Choose a column with the role Part in the Data step.'
      : `The column ${column} names the part of each row.`,
  needs: {
    group: 'Choose a column with the role Group in the Data step.',
    'time-ordered': 'Choose a column with the role Time in the Data step.',
  },
  own: {
    title: 'Columns of their own',
    lead: 'Columns with other steps than the rest.',
    none: 'All columns are prepared alike.',
    add: 'Add columns…',
    edit: (columns: string) => `Change the steps of ${columns}`,
    drop: (columns: string) => `Prepare ${columns} as the rest`,
    asRest: 'As the rest',
    columns: 'Columns',
    filter: 'Find a column',
    more: (count: number) =>
      `${plural(count, 'more column', 'more columns')}; narrow the search to see them.`,
    noneFound: 'No column has this in its name.',
    save: 'Use these steps',
    steps: { imputer: 'Missing numbers', scaler: 'Scaling', encoder: 'Categories' },
  },
  features: {
    title: 'Steps over all columns',
    lead: 'Run one after the other on the prepared columns.',
    none: 'None.',
    add: 'Add a step',
    choose: 'Add a step…',
    drop: (title: string) => `Remove ${title}`,
    up: (title: string) => `Move ${title} up`,
  },
  picture: {
    title: 'Before and after',
    column: 'Column',
    before: 'Before',
    after: 'After',
    becomes: (shown: number, all: number) =>
      all === 0
        ? 'the model does not see this column'
        : shown < all
          ? `the first ${shown} of ${plural(all, 'column', 'columns')}`
          : all === 1
            ? 'one column'
            : `${all} columns`,
    missing: (count: string) => `${count} missing`,
    noValues: 'No value.',
    others: (count: string) => `${count} others`,
    sampled: (sampled: string, all: string) =>
      sampled === all
        ? `Drawn from all ${all} rows.`
        : `Drawn from a sample of ${sampled} of ${all} rows; the steps learned from its training part.`,
    loading: 'Preparing the column…',
    barsOf: (name: string) => `Distribution of ${name}`,
    texts: (count: string) => `${count} different texts. Words by how many texts hold them:`,
    wordsOf: (name: string) => `Most frequent words of ${name}`,
    marks: 'Columns of 0 and 1, by their rows with a 1:',
    marksOf: (name: string) => `Columns of 0 and 1 of ${name}`,
    windows: (steps: number) =>
      `Read as a time series, a row is a window: every number column becomes ${plural(steps, 'column', 'columns')}, one for each step. They are prepared alike, each fitted on the training windows alone.`,
  },
  series: {
    title: 'As a time series',
    loading: 'Looking at the moments…',
    step: (frequency: string | null) =>
      frequency === null ? 'The moments follow no regular step.' : `Frequency: ${frequency}.`,
    season: (steps: number) => `A season is ${plural(steps, 'step', 'steps')}.`,
    noSeason: 'No season is known.',
    count: (series: number) => (series === 1 ? '' : `${series.toLocaleString('en-US')} series.`),
    longest: (steps: string, missing: string) =>
      `The longest has ${steps} steps${missing === '0' ? '' : `, ${missing} of them without a value`}.`,
    shared: (rows: string, most: number, key: string) =>
      `${rows} rows share their moment with others, up to ${most} at one: they become one step. ${
        key === ''
          ? 'No single column tells them apart as series of their own.'
          : `By ${key} they are series of their own.`
      }`,
    useKey: (key: string) => `Use ${key} as the key`,
    gaps: (gaps: readonly string[], more: number) =>
      `Gaps: ${gaps.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`,
    gap: (from: string, to: string, steps: number) =>
      from === to ? `${from} (1 step)` : `${from} to ${to} (${plural(steps, 'step', 'steps')})`,
    tooShort: 'There is no picture of trend and season: the target is no number, or the series is too short.',
    lines: { observed: 'Observed', trend: 'Trend', seasonal: 'Season', residual: 'Rest' },
    rounds: (count: number) => plural(count, 'round', 'rounds'),
    strength: (trend: string, season: string) =>
      `Strength of the trend ${trend}, of the season ${season}: how much of the movement beside the other each explains.`,
    range: (line: string, low: string, high: string) => `${line}: from ${low} to ${high}`,
  },
  fitted: {
    title: 'Fitted steps',
    run: (run: number) => `Fitted steps of run ${run}`,
    none: 'Train a model to see what each step learned, and from which rows.',
    notYet: 'This run has not stored its preparation yet.',
    proof: (rows: string, part: string) => `learned from ${rows} rows of the ${part}`,
    columns: (count: number) => plural(count, 'column', 'columns'),
    more: (count: number) => `and ${count} more`,
  },
};
