// The size budget of src: files and functions stay short, `any` stays out. Also fails if it saw nothing.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync, Visitor } from 'vite';
import { filesBelow, root } from '../setup/files.mjs';

/** Limits in lines. */
export const limits = { fileMedian: 100, fileMax: 400, functionP90: 40, functionMax: 80, appMax: 150 };

/** Lines of the file, of each function with a block body, and the number of `any` types. */
export function measure(name, source) {
  const lineOf = lineCounter(source);
  const functions = [];
  let anyCount = 0;
  const note = (node) => {
    if (node.body?.type !== 'BlockStatement') return;
    functions.push({
      place: `${name}:${lineOf(node.start)}`,
      lines: lineOf(node.end) - lineOf(node.start) + 1,
    });
  };
  const { program, errors } = parseSync(name, source, { sourceType: 'module' });
  if (errors.length > 0) throw new Error(`${name} cannot be parsed: ${errors[0].message}`);
  new Visitor({
    FunctionDeclaration: note,
    FunctionExpression: note,
    ArrowFunctionExpression: note,
    TSAnyKeyword: () => {
      anyCount += 1;
    },
  }).visit(program);
  return { name, lines: lineOf(source.trimEnd().length), functions, anyCount };
}

function lineCounter(source) {
  const starts = [...source.matchAll(/\n/g)].map((match) => match.index);
  return (offset) => starts.filter((start) => start < offset).length + 1;
}

/** One sentence for each limit that these measures break. */
export function violations(files) {
  const functions = files.flatMap((file) => file.functions);
  if (files.length === 0 || functions.length === 0) return ['No source file was found to measure.'];
  const over = (value, limit, text) => (value > limit ? [`${text} ${value}, limit ${limit}`] : []);
  return [
    ...over(
      quantile(
        files.map((file) => file.lines),
        0.5,
      ),
      limits.fileMedian,
      'median lines of a file:',
    ),
    ...over(
      quantile(
        functions.map((fn) => fn.lines),
        0.9,
      ),
      limits.functionP90,
      'lines of a function, 90th percentile:',
    ),
    ...files.flatMap((file) =>
      over(
        file.lines,
        file.name.endsWith('/App.tsx') ? limits.appMax : limits.fileMax,
        `${file.name}: lines`,
      ),
    ),
    ...functions.flatMap((fn) => over(fn.lines, limits.functionMax, `${fn.place}: lines of the function`)),
    ...files.flatMap((file) => over(file.anyCount, 0, `${file.name}: uses of any`)),
  ];
}

function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
}

if (import.meta.filename === process.argv[1]) {
  const names = filesBelow(path.join(root, 'src')).filter((file) => /\.tsx?$/.test(file));
  const files = names.map((name) =>
    measure(`src/${name}`, readFileSync(path.join(root, 'src', name), 'utf8')),
  );
  const broken = violations(files);
  console.log(broken.length > 0 ? broken.join('\n') : `${files.length} files within the budget`);
  process.exitCode = broken.length > 0 ? 1 : 0;
}
