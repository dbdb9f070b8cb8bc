import { expect, test } from 'vitest';
import { measure, violations } from '../../scripts/checks/budget.mjs';
import { countTests } from '../../scripts/checks/vitest-group.mjs';

const fine = { code: 0, output: '' };
const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((state) => ({ status: state, fullName: `a ${state} test` })),
});

test('tests are counted by their state and skipped ones are named', () => {
  const report = { testResults: [file('failed', 'passed', 'failed', 'pending'), file('passed', 'passed')] };
  expect(countTests(report, { code: 1, output: '' })).toMatchObject({
    passed: 2,
    failed: 1,
    skipped: ['a pending test'],
  });
});

test.each([
  ['a file that cannot be loaded', { testResults: [file('failed'), file('passed', 'passed')] }, fine, 1],
  ['an error outside any test', { testResults: [file('passed', 'passed')] }, { code: 1, output: '' }, 1],
  ['a group without tests', { testResults: [] }, fine, 1],
  ['no report at all', null, { code: 0, output: '' }, 1],
  ['all well', { testResults: [file('passed', 'passed')] }, fine, 0],
])('%s', (_, report, end, failed) => {
  expect(countTests(report, end).failed).toBe(failed);
});

test('a source is measured: lines, functions with a body, uses of any', () => {
  const source = `export function one(): any {\n  return () => {\n    return 1;\n  };\n}\nconst two = () => 2;\n`;
  expect(measure('src/a.ts', source)).toEqual({
    name: 'src/a.ts',
    lines: 6,
    functions: [
      { place: 'src/a.ts:1', lines: 5 },
      { place: 'src/a.ts:2', lines: 3 },
    ],
    anyCount: 1,
  });
});

test('each limit of the budget is kept', () => {
  const longFunction = `export function f() {\n${'  g();\n'.repeat(90)}}\n`;
  const longFile = 'export const a = 1;\n'.repeat(401) + 'export function g() {\n}\n';
  const broken = (name: string, source: string) => violations([measure(name, source)]).join('; ');
  expect(broken('src/f.ts', longFunction)).toMatch(/src\/f\.ts:1: lines of the function 92, limit 80/);
  expect(broken('src/long.ts', longFile)).toMatch(/src\/long\.ts: lines 403, limit 400/);
  expect(broken('src/App.tsx', longFile.slice(0, 151 * 20) + 'function h() {\n}')).toMatch(/limit 150/);
  expect(broken('src/any.ts', 'export function h(x: any) {\n  return x;\n}')).toMatch(/uses of any 1/);
  expect(broken('src/fine.ts', 'export function h() {\n  return 1;\n}')).toBe('');
});

test('a budget check that saw nothing fails', () => {
  expect(violations([])).toHaveLength(1);
});
