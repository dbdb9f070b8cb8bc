// Tables for the Prepare step, made anew for every test: one of all kinds of columns, and two daily series with gaps.
import { writeFileSync } from 'node:fs';
import path from 'node:path';

const day = (number: number) => new Date(Date.UTC(2024, 0, 1 + number)).toISOString().slice(0, 10);
const cycle = <Item>(items: readonly Item[], i: number) => items[i % items.length] as Item;
const wave = (i: number, speed: number) => Math.sin(i * speed);

function write(folder: string, name: string, lines: readonly (readonly unknown[])[]): void {
  writeFileSync(path.join(folder, name), `${lines.map((cells) => cells.join(',')).join('\n')}\n`);
}

const places = ['north', 'south', 'east', 'west', 'north', 'south', 'north', 'isle'];
const pleased = ['a good and quick one', 'all was good', 'quick and kind people'];
const annoyed = ['late and broken again', 'it came broken', 'nobody called back so late'];

/** Roles in front; then numbers with gaps and tails, a category of rare levels, a date and texts. One row in five is `yes`. */
export function writeCustomers(folder: string, name: string, rows = 300): void {
  const head = 'customer,seen,part,weight,age,income,place,joined,note,left'.split(',');
  const lines = Array.from({ length: rows }, (_, i) => {
    const mood = wave(i, 12.9898) + 0.4 * wave(i, 78.233);
    const part = i % 10 < 7 ? 'train' : i % 10 < 8 ? 'validation' : 'test';
    const income = i % 11 === 0 ? '' : Math.exp(10 + wave(i, 3.7) + mood).toFixed(0);
    const note = `${cycle(mood > 0 ? annoyed : pleased, i)} ${cycle(places, i * 3)}`;
    return [
      ...[`c${i % 40}`, day(i), part, 1 + (i % 3)],
      ...[(40 + 15 * wave(i, 0.7)).toFixed(1), income, cycle(places, i), day((i * 37) % 700), note],
      mood > 0.75 ? 'yes' : 'no',
    ];
  });
  write(folder, name, [head, ...lines]);
}

/** Sales of two shops, a row a day and shop, with a week and a trend; ten days of one shop are missing. */
export function writeShops(folder: string, name: string, days = 240): void {
  const lines = Array.from({ length: days }, (_, i) => i).flatMap((i) =>
    ['Busan', 'Seoul']
      .filter((shop) => shop === 'Busan' || i < 100 || i >= 110)
      .map((shop) => {
        const base = shop === 'Seoul' ? 200 : 120;
        const sales = base + i / 10 + 20 * Math.sin((i * 2 * Math.PI) / 7) + 5 * wave(i, 12.9898);
        return [day(i), shop, (15 + 10 * wave(i, 0.02)).toFixed(1), sales.toFixed(1)];
      }),
  );
  write(folder, name, [['date', 'shop', 'heat', 'sales'], ...lines]);
}
