// The delimiters, quotes and escapes that a text may be written with.
import { type RowRules, SPACES } from '../rows/read-row';

export interface Candidate extends RowRules {
  comment: string;
  /** How usual the delimiter is, 0 to 1. */
  prior: number;
}

/** Delimiters and how usual they are; those of more than one sign come before the sign that they begin with. */
const usual: readonly (readonly [string, number])[] = [
  [',', 1],
  [';', 1],
  ['\t', 1],
  ['|', 0.99],
  [', ', 1.02],
  ['; ', 1.02],
  [' , ', 1.03],
  [' ; ', 1.03],
  [' | ', 1.03],
  ['||', 1.04],
  ['::', 0.95],
  ['^', 0.95],
  ['~', 0.95],
  ['\u0001', 0.98],
  ['\u001f', 0.98],
  ['\u001e', 0.9],
  ['¦', 0.95],
  ['§', 0.95],
  [':', 0.8],
  [' ', 0.8],
  [SPACES, 0.79],
];

/** Signs that stand within values everywhere. */
const never = /[\p{L}\p{N}\p{M}\s"'`.\-_/\\+()%@]/u;
const COMMON_SIGNS = 3;
const UNUSUAL = 0.7;

/** Comment signs of files; a line that begins with one is not data. */
const commentSigns = ['#', '//', '%', '--', '!', ';', '*'] as const;

/** All candidates for a text. */
export function candidatesOf(text: string): Candidate[] {
  const delimiters = [
    ...usual.filter(([delimiter]) => text.includes(delimiter === SPACES ? '  ' : delimiter)),
    ...unusualSigns(text).map((sign) => [sign, UNUSUAL] as const),
  ];
  if (delimiters.length === 0) delimiters.push([',', 1]);
  const quotes = quotesOf(text);
  const comments = ['', ...commentsOf(text)];
  return delimiters.flatMap(([delimiter, prior]) =>
    comments
      .filter((comment) => comment === '' || !delimiter.includes(comment))
      .flatMap((comment) => quotes.map((quote) => ({ delimiter, ...quote, comment, prior }))),
  );
}

/** Without any quote in the text the usual one stands for what was not seen yet. */
function quotesOf(text: string): { quote: string; escape: string }[] {
  const found: { quote: string; escape: string }[] = [{ quote: '"', escape: '' }];
  if (text.includes('\\"')) found.push({ quote: '"', escape: '\\' });
  if (text.includes("'")) {
    found.push({ quote: "'", escape: '' });
    if (text.includes("\\'")) found.push({ quote: "'", escape: '\\' });
  }
  if (text.includes('"')) found.push({ quote: '', escape: '' });
  return found;
}

/** Signs with which some lines begin, but fewer than half of them. */
function commentsOf(text: string): string[] {
  const lines = text.split(/\r\n|\n|\r/).filter((line) => line !== '');
  return commentSigns.filter((sign) => {
    const found = lines.filter((line) => line.startsWith(sign)).length;
    return found > 0 && found * 2 <= lines.length;
  });
}

/** Other signs that stand in most lines, the most frequent first. */
function unusualSigns(text: string): string[] {
  const lines = text
    .split(/\r\n|\n|\r/)
    .filter((line) => line !== '')
    .slice(0, 100);
  const counts = new Map<string, number>();
  for (const line of lines) {
    for (const sign of new Set(line)) {
      const begins = line.startsWith(sign) && commentSigns.some((comment) => comment === sign);
      if (!begins && !never.test(sign) && !usual.some(([delimiter]) => delimiter === sign))
        counts.set(sign, (counts.get(sign) ?? 0) + 1);
    }
  }
  return [...counts]
    .filter(([, count]) => count * 10 >= lines.length * 6)
    .sort((a, b) => b[1] - a[1])
    .slice(0, COMMON_SIGNS)
    .map(([sign]) => sign);
}
