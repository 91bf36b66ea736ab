import { expect, test } from 'vitest';
import { awardTexts, runTexts } from '../../../src/domain/promotion/award-texts.ts';

const promotion = { id: 'christmas', reason: '', customerReason: null };

test.each([
  ['Promotion {promotion}, {date}', 'Promotion christmas, 2026-12-24'],
  ['{date} {date}', '2026-12-24 2026-12-24'],
  ['{points} for {text}', '{points} for {text}'],
  ['Gift', 'Gift'],
])('the reason %j of a run', (reason, filled) => {
  const texts = runTexts({ ...promotion, reason }, '2026-12-24');
  expect(texts).toStrictEqual({ reason: filled, customerReason: null });
});

test('what the shopper reads is filled in likewise', () => {
  const customerReason = 'Merry {promotion}: {points} points';
  expect(runTexts({ ...promotion, customerReason }, '2026-12-24').customerReason).toBe(
    'Merry christmas: {points} points',
  );
});

test.each<[string, string | null, { points: number; text: string | null }, string, string | null]>([
  ['Gift of {points}', null, { points: 50, text: null }, 'Gift of 50', null],
  ['Gift of {points}', null, { points: 50, text: 'for you' }, 'Gift of 50', 'for you'],
  ['Back: {points}', 'We take {points}', { points: -50, text: null }, 'Back: 50', 'We take 50'],
  ['{text}: {points}', '{text}!', { points: 5, text: 'Gold' }, 'Gold: 5', 'Gold!'],
  ['{text}', '{text}', { points: 5, text: null }, '', ''],
  // What a row says is never read as a pattern, nor as another place to fill in.
  ['{text}', '{text}', { points: 5, text: "US$$ 10 $& $' $1" }, "US$$ 10 $& $' $1", "US$$ 10 $& $' $1"],
  ['{text}', null, { points: 5, text: '{points} {text}' }, '{points} {text}', '{points} {text}'],
])('%j and %j of an award of %o', (reason, customerReason, award, merchant, shopper) => {
  expect(awardTexts({ reason, customerReason }, award)).toStrictEqual({ reason: merchant, customerReason: shopper });
});
