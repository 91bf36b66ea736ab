import { expect, test } from 'vitest';
import { between, ratioText, spread, table } from '../../../../tools/bench/performance/markdown.ts';

const summary = { median: 3.1249, mad: 0.25, quartiles: [3.05, 3.2], samples: 7 } as const;

test('a table has its numbers on the right', () => {
  expect(table(['function', 'ms'], [['bare', '1.0']])).toBe('| function | ms |\n| --- | ---: |\n| bare | 1.0 |');
});

test('a median has its spread beside it, and a ratio its quartiles', () => {
  expect(spread(summary)).toBe('3.1 ± 0.3');
  expect(spread(summary, 2)).toBe('3.12 ± 0.25');
  expect(ratioText(summary)).toBe('3.12 (3.05–3.20)');
});

test('a ratio to what was not measured is empty', () => {
  expect(ratioText(null)).toBe('');
  expect(ratioText({ ...summary, median: Number.NaN })).toBe('');
});

const page = 'Before\n\n<!-- bench:cold -->\nold\n<!-- /bench:cold -->\n\nAfter\n';

test('a text replaces what stands between its markers, and nothing else', () => {
  const written = 'Before\n\n<!-- bench:cold -->\nnew\n<!-- /bench:cold -->\n\nAfter\n';
  expect(between(page, 'cold', '\nnew\n\n')).toBe(written);
  expect(between(written, 'cold', 'new')).toBe(written);
});

test('a page without the markers is refused', () => {
  expect(() => between(page, 'warm', 'new')).toThrow('<!-- bench:warm -->');
});
