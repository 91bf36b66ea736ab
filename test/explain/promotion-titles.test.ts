import { expect, test } from 'vitest';
import { promotionNamedIn } from '../../src/explain/promotion-titles.ts';

const promotion = (words: object = {}) => ({
  id: 'vip',
  store: 'acme',
  points: 50 as number | 'audience',
  takesBack: false,
  customerReason: 'VIP (day) {date}: {points} points, {text}' as string | null,
  ...words,
});
const named = (title: string | null, points: number, ...promotions: ReturnType<typeof promotion>[]) =>
  promotionNamedIn(promotions, { atMs: 0, points, title, isCanceled: false })?.id ?? null;

test.each([
  ['its title', 'VIP (day) 2026-12-24: 50 points, Ana', 50, {}, 'vip'],
  ['spaces around it', ' VIP (day) 2026-12-24: 50 points, Ana ', 50, {}, 'vip'],
  ['another date', 'VIP (day) today: 50 points, Ana', 50, {}, null],
  ['points other than the change', 'VIP (day) 2026-12-24: 60 points, Ana', 50, {}, null],
  ['a change of other points', 'VIP (day) 2026-12-24: 60 points, Ana', 60, {}, null],
  ['points that the audience says', 'VIP (day) 2026-12-24: 60 points, Ana', 60, { points: 'audience' }, 'vip'],
  ['a removal', 'VIP (day) 2026-12-24: 50 points, Ana', -50, {}, null],
  ['a promotion that takes back', 'VIP (day) 2026-12-24: 50 points, Ana', -50, { takesBack: true }, 'vip'],
  ['letters that a pattern would take otherwise', 'VIP day 2026-12-24: 50 points, Ana', 50, {}, null],
  ['its id', 'of vip', 50, { customerReason: 'of {promotion}' }, 'vip'],
  ['no title', null, 50, {}, null],
  ['no text of its own', 'anything', 50, { customerReason: null }, null],
  ['nothing but a row’s text', 'anything', 50, { customerReason: '{text}' }, null],
])('%s', (_, title, points, words, expected) => {
  expect(named(title, points, promotion(words))).toBe(expected);
});

test('of two that could have sent it, neither is named', () => {
  expect(named('hello', 50, promotion({ customerReason: 'hello' }), promotion({ customerReason: 'hello' }))).toBeNull();
});
