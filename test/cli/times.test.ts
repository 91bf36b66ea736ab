import { expect, test } from 'vitest';
import { timesOf } from '../../cli/times.ts';

const AT = '2026-11-30T17:37:45.123Z';
const times = timesOf([
  { id: 'loja', timeZone: 'America/Sao_Paulo' },
  { id: 'outra', timeZone: 'America/Fortaleza' },
  { id: 'mesma', timeZone: 'America/Sao_Paulo' },
  { id: 'winkel', timeZone: 'Europe/Amsterdam' },
  { id: 'delhi', timeZone: 'Asia/Kolkata' },
]);

test.each([
  [['loja'], '2026-11-30 14:37:45 UTC-3'],
  [['winkel'], '2026-11-30 18:37:45 UTC+1'],
  [['delhi'], '2026-11-30 23:07:45 UTC+5:30'],
  [['loja', 'mesma'], '2026-11-30 14:37:45 UTC-3'],
  [['loja', 'winkel'], '2026-11-30 17:37:45 UTC'],
  [['nobody'], '2026-11-30 17:37:45 UTC'],
  [[null], '2026-11-30 17:37:45 UTC'],
  [[], '2026-11-30 17:37:45 UTC'],
])('of %j: %s', (stores, expected) => {
  expect(times(stores)(AT)).toBe(expected);
});

test('in summer the distance is another', () => {
  expect(times(['winkel'])('2026-06-30T17:37:45Z')).toBe('2026-06-30 19:37:45 UTC+2');
});
