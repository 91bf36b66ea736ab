import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { expect, test } from 'vitest';
import { words as actsEn } from '../../../../console/page/words/acts/en.ts';
import { words as actsPt } from '../../../../console/page/words/acts/pt.ts';
import { words as deliveriesEn } from '../../../../console/page/words/deliveries/en.ts';
import { words as deliveriesPt } from '../../../../console/page/words/deliveries/pt.ts';
import { en } from '../../../../console/page/words/en.ts';
import { words as numbersEn } from '../../../../console/page/words/numbers/en.ts';
import { words as numbersPt } from '../../../../console/page/words/numbers/pt.ts';
import { words as promotionsEn } from '../../../../console/page/words/promotions/en.ts';
import { words as promotionsPt } from '../../../../console/page/words/promotions/pt.ts';
import { pt } from '../../../../console/page/words/pt.ts';
import { words as tryEn } from '../../../../console/page/words/try/en.ts';
import { words as tryPt } from '../../../../console/page/words/try/pt.ts';
import { words as workEn } from '../../../../console/page/words/work/en.ts';
import { words as workPt } from '../../../../console/page/words/work/pt.ts';
import { outcomeTable } from '../../../../src/domain/outcome-table.ts';
import { parkedReasons } from '../../../../src/domain/parked-reasons.ts';

const PAGE = 'console/page';

const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).toSorted();

type Table = Readonly<Record<string, string>>;

test.each<[part: string, english: Table, portuguese: Table]>([
  ['all views', en, pt],
  ['acts', actsEn, actsPt],
  ['deliveries', deliveriesEn, deliveriesPt],
  ['numbers', numbersEn, numbersPt],
  ['promotions', promotionsEn, promotionsPt],
  ['try', tryEn, tryPt],
  ['work', workEn, workPt],
])('both languages have the same words of %s, none is empty, and both fill in the same', (_, english, portuguese) => {
  expect(Object.keys(portuguese)).toEqual(Object.keys(english));
  for (const [key, text] of Object.entries(english)) {
    const other = portuguese[key] ?? '';
    expect([key, other.trim() === '' || text.trim() === '']).toEqual([key, false]);
    expect([key, places(other)]).toEqual([key, places(text)]);
  }
});

test.each<[part: string, words: Table, folders: readonly string[]]>([
  ['acts', actsEn, ['try']],
  ['deliveries', deliveriesEn, ['deliveries']],
  ['numbers', numbersEn, ['numbers']],
  ['promotions', promotionsEn, ['promotions']],
  ['try', tryEn, ['try']],
  ['work', workEn, ['work']],
])('the words of %s are said nowhere else, where they are not fetched', (_, words, folders) => {
  const said = readdirSync(PAGE, { recursive: true, encoding: 'utf8' })
    .filter((file) => /[.]tsx?$/.test(file) && ![...folders, 'words'].includes(file.split(sep)[0] ?? ''))
    .flatMap((file) => [...readFileSync(join(PAGE, file), 'utf8').matchAll(/['"`]([\w.]+)['"`]/g)])
    .map(([, text = '']) => text);
  expect(said.length).toBeGreaterThan(100);
  expect(said.filter((text) => [text, `${text}.one`].some((word) => word in words))).toEqual([]);
});

test('every outcome and every reason for which something is parked has words', () => {
  const named = (kind: string, names: readonly string[]) => names.filter((name) => !(`${kind}.${name}` in en));
  expect(named('outcome', Object.keys(outcomeTable))).toEqual([]);
  expect(named('reason', Object.keys(parkedReasons))).toEqual([]);
});
