// The clean tables that the polluted files are made from.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { orders } from './pollute.mjs';

const here = import.meta.dirname;
const samples = join(here, '../../resources/samples');

/** Rows of text as RFC 4180 has it. @param {string} text */
export function parseCsv(text) {
  const rows = [];
  let row = [];
  let cell = '';
  let quoted = false;
  let begun = false;
  const endRow = () => {
    row.push(cell);
    rows.push(row);
    [row, cell, begun] = [[], '', false];
  };
  for (let i = 0; i < text.length; i++) {
    const sign = text[i];
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[i + 1] === '"') cell += text[++i];
      else quoted = false;
    } else if (sign === '"' && cell === '') [quoted, begun] = [true, true];
    else if (sign === ',') {
      row.push(cell);
      [cell, begun] = ['', true];
    } else if (sign === '\n') endRow();
    else [cell, begun] = [cell + sign, true];
  }
  if (begun) endRow();
  return rows;
}

const tables = [
  [join(samples, 'cars.csv'), 60],
  [join(samples, 'penguins.csv'), 60],
  [join(samples, 'seattle-weather.csv'), 60],
  [join(samples, 'pump-states.csv'), 40],
  [join(here, 'tables/planets.csv'), 99],
  [join(here, 'tables/elements.csv'), 99],
  [join(here, 'tables/states.csv'), 99],
  [join(here, 'tables/books.csv'), 99],
];

/** Eight real tables and a made-up one. */
export function readSources() {
  const real = tables.map(([file, most]) => {
    const [header, ...rows] = parseCsv(readFileSync(file, 'utf8'));
    const name = file.replace(/.*[/\\]|\.csv$/g, '');
    return { name, header, rows: rows.slice(0, most) };
  });
  return [...real, orders()];
}
