// Writes a CSV of mixed columns: numbers of several kinds with gaps, categories, and a class that follows from some of them.
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';

const levels = [2, 3, 5, 8, 12, 15, 20, 20, 20];
const places = [0, 4, 2, 1];

/** 40 number columns, 9 category columns and the class `target`; ends at so many rows or bytes. Returns both. */
export async function writeLargeTable(file, { rows: most = Infinity, bytes: limit = Infinity }) {
  let state = 12_345;
  const random = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4_294_967_296;
  };
  const out = createWriteStream(file, { highWaterMark: 1 << 22 });
  const names = [
    ...Array.from({ length: 40 }, (_, i) => `n${i}`),
    ...levels.map((_, i) => `c${i}`),
    'target',
  ];
  let text = `${names.join(',')}\n`;
  let rows = 0;
  let bytes = 0;
  while (rows < most && bytes < limit) {
    const row = [];
    let signal = 0;
    for (let i = 0; i < 40; i++) {
      const value = random() + random() + random() - 1.5;
      if (i < 3) signal += value;
      const missing = i % 10 === 9 && random() < 0.05;
      row.push(missing ? '' : (value * [1000, 1, 100, 1e5][i % 4]).toFixed(places[i % 4]));
    }
    for (const [i, count] of levels.entries()) {
      const level = Math.floor(random() * random() * count);
      if (i === 2) signal += level === 0 ? 0.5 : -0.1;
      row.push(`${['red', 'green', 'blue', 'a longer name', 'x'][level % 5]} ${level}`);
    }
    row.push(signal + 0.3 * (random() - 0.5) > 0 ? 'yes' : 'no');
    text += `${row.join(',')}\n`;
    rows += 1;
    if (text.length < 1 << 20) continue;
    bytes += text.length;
    if (!out.write(text)) await once(out, 'drain');
    text = '';
  }
  bytes += text.length;
  out.end(text);
  await once(out, 'finish');
  return { rows, bytes };
}
