// Whether a converted file holds exactly what the polluted one was made from.
import { parseCsv } from './sources.mjs';

/** Null if all is the same, else the first difference in words. @param {string} text @param {import('./pollute.mjs').Content} expected */
export function firstDifference(text, expected) {
  const [header = [], ...rows] = parseCsv(text);
  const names = expected.header ?? expected.rows[0].map((_, i) => `column${i + 1}`);
  if (!same(header, names)) return `header ${show(header)} where ${show(names)} is expected`;
  const wrong = rows.findIndex((row, i) => !same(row, expected.rows[i] ?? []));
  if (wrong >= 0)
    return `row ${wrong + 1} ${show(rows[wrong])} where ${show(expected.rows[wrong])} is expected`;
  return rows.length === expected.rows.length
    ? null
    : `${rows.length} rows where ${expected.rows.length} are expected`;
}

const same = (a, b) => a.length === b.length && a.every((cell, i) => cell === b[i]);
const show = (row) => JSON.stringify(row)?.slice(0, 160);

/** Shares read exactly: of all files and of each class. @param {{ kind: string, fault: string | null }[]} results */
export function summarize(results) {
  const kinds = new Map();
  for (const { kind, fault } of results) {
    const entry = kinds.get(kind) ?? { kind, files: 0, exact: 0 };
    entry.files++;
    if (fault === null) entry.exact++;
    kinds.set(kind, entry);
  }
  const exact = results.filter(({ fault }) => fault === null).length;
  return { files: results.length, exact, share: exact / results.length, kinds: [...kinds.values()] };
}
