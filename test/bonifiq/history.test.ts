import { describe, expect, test } from 'vitest';
import type { Reply } from '../../src/bonifiq/client.ts';
import { createBonifiqHistory, readHistoryPage } from '../../src/bonifiq/history.ts';
import { instantOf } from '../../src/shared/local-time.ts';
import { credentials, never } from '../support/loyalty-api.ts';

const item = (fields: object = {}) => ({
  Date: '2026-11-30T12:00:00Z',
  Points: 70,
  Title: 'Pedido 5001',
  PointType: 3,
  IsCanceled: false,
  CouponCode: null,
  CashbackValue: 0,
  IsTierHistory: false,
  TierUpdate: null,
  TierName: null,
  Metadatas: [],
  ...fields,
});
const page = (fields: object = {}): Reply => ({
  kind: 'answered',
  status: 200,
  retryAfterMs: null,
  body: JSON.stringify({ Items: [item()], HasNextPage: false, HasError: false, ErrorMessages: [], ...fields }),
});
const answered = (status: number, body = ''): Reply => ({ kind: 'answered', status, retryAfterMs: null, body });
const zoneless = { instantOf: () => undefined };
const NOON_MS = Date.UTC(2026, 10, 30, 12);

describe('a page of the history', () => {
  test('tells when, how many points, and what the shopper reads', () => {
    const items = [item(), item({ Points: -30, Title: ' ', IsCanceled: true, Date: '2026-11-30T09:00:00-03:00' })];
    expect(readHistoryPage(page({ Items: items, HasNextPage: true }), zoneless)).toEqual({
      kind: 'read',
      items: [
        { atMs: NOON_MS, points: 70, title: 'Pedido 5001', isCanceled: false },
        { atMs: NOON_MS, points: -30, title: null, isCanceled: true },
      ],
      hasNext: true,
    });
  });

  test('in camelCase reads alike; a change of tier and a change of nothing are no change of points', () => {
    const items = [
      { date: '2026-11-30T12:00:00Z', points: 5 },
      item({ IsTierHistory: true, Date: null }),
      item({ Points: 0 }),
    ];
    const body = JSON.stringify({ items, hasNextPage: false, hasError: false });
    expect(readHistoryPage(answered(200, body), zoneless)).toEqual({
      kind: 'read',
      items: [{ atMs: NOON_MS, points: 5, title: null, isCanceled: false }],
      hasNext: false,
    });
  });

  test('times without a zone are read in the one that somebody names, and not at all without', () => {
    const local = page({ Items: [item({ Date: '2026-11-30T09:00' })] });
    const inSaoPaulo = { instantOf: (text: string) => instantOf(text, 'America/Sao_Paulo') };
    expect(readHistoryPage(local, inSaoPaulo)).toMatchObject({ items: [{ atMs: NOON_MS }] });
    expect(readHistoryPage(local, zoneless)).toEqual({
      kind: 'unread',
      because: 'the history has times without a time zone: say which with --zone',
    });
  });

  test.each<[string, Reply]>([
    ['no answer', { kind: 'unanswered', why: 'network' }],
    ['404', answered(404)],
    ['500', answered(500, '{"Items":[]}')],
    ['no JSON', answered(200, '<html>')],
    ['an error', page({ HasError: true })],
    ['an error without its flag', page({ ErrorMessages: ['no such customer'] })],
    ['no list', page({ Items: null })],
    ['an item without points', page({ Items: [item({ Points: '70' })] })],
    ['an item with half a point', page({ Items: [item({ Points: 0.5 })] })],
    ['an item without a date', page({ Items: [item({ Date: null })] })],
    ['an item with a date that is none', page({ Items: [item({ Date: '2026-13-45T00:00:00Z' })] })],
    ['an item that is none', page({ Items: [null] })],
  ])('is not read in part: %s', (_name, reply) => {
    expect(readHistoryPage(reply, zoneless).kind).toBe('unread');
  });
});

test('a history without an end is given up', async () => {
  let pages = 0;
  const client = {
    history() {
      pages += 1;
      return Promise.resolve(page({ HasNextPage: true }));
    },
  };
  const { history } = createBonifiqHistory(client, zoneless);
  const because = 'the history has more than 200 pages';
  expect(await history('ana', 0, { credentials }, never)).toEqual({ kind: 'unread', because });
  expect(pages).toBe(200);
});

test('what is older than asked for is left out, wherever it stands', async () => {
  const pages = [
    page({ Items: [item({ Date: '2026-11-30T11:59:59Z', Points: 1 }), item({ Points: 2 })], HasNextPage: true }),
    page({ Items: [item({ Date: '2026-11-30T12:00:01Z', Points: 3 })] }),
  ];
  const asked: number[] = [];
  const client = {
    history(_customer: string, number: number) {
      asked.push(number);
      return Promise.resolve(pages[number - 1] ?? answered(500));
    },
  };
  const { history } = createBonifiqHistory(client, zoneless);
  const read = await history('ana', NOON_MS, { credentials }, never);
  expect(read).toMatchObject({ kind: 'read', items: [{ points: 2 }, { points: 3 }] });
  expect(asked).toEqual([1, 2]);
});
