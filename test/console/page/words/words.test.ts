import { expect, test } from 'vitest';
import { en } from '../../../../console/page/words/en.ts';
import { pt } from '../../../../console/page/words/pt.ts';
import { outcomeTable } from '../../../../src/domain/outcome-table.ts';
import { parkedReasons } from '../../../../src/domain/parked-reasons.ts';

const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).toSorted();

test('both languages have the same keys, none is empty, and both fill in the same', () => {
  expect(Object.keys(pt)).toEqual(Object.keys(en));
  for (const [key, text] of Object.entries(en)) {
    const other = pt[key as keyof typeof pt];
    expect([key, other.trim() === '' || text.trim() === '']).toEqual([key, false]);
    expect([key, places(other)]).toEqual([key, places(text)]);
  }
});

test('every outcome and every reason for which something is parked has words', () => {
  const named = (kind: string, names: readonly string[]) => names.filter((name) => !(`${kind}.${name}` in en));
  expect(named('outcome', Object.keys(outcomeTable))).toEqual([]);
  expect(named('reason', Object.keys(parkedReasons))).toEqual([]);
});
