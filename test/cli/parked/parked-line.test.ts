import { expect, test } from 'vitest';
import { parkedId, parkedLine } from '../../../cli/parked/parked-line.ts';
import { otherShopPk, parkedPk } from '../../../src/aws/dynamodb/item-keys.ts';
import type { ChangeKey } from '../../../src/domain/change-key.ts';
import type { ParkReason } from '../../../src/domain/entry.ts';
import { orderKey, pendingEntry, recordWith } from '../../support/order-records.ts';

const AT_MS = Date.parse('2026-12-01T12:00:00Z');
const message = 'ana@example.com is inactive';
const lastReply = { status: 400, codeName: 'CustomerInactive', errorCode: 7, message };

function parkedOrder(because: ParkReason) {
  const entry = pendingEntry({ state: 'parked', parked: because, parkedAtMs: AT_MS, attempts: 2, lastReply });
  return { kind: 'order', record: recordWith(orderKey(1), [entry]), entry } as const;
}

test('tells what, since when, why, what the API said and what to do, and names nobody', () => {
  const line = parkedLine(parkedOrder('refused'));
  expect(line).toEqual({
    id: 'acme/1',
    since: '2026-12-01T12:00:00.000Z',
    reason: 'refused',
    why: 'the points API refused the entry',
    next: 'put the cause right in BonifiQ, then redrive',
    changeKey: 'ADD-***-10-1',
    points: 10,
    attempts: 2,
    reply: { status: 400, codeName: 'CustomerInactive', errorCode: 7 },
  });
  expect(JSON.stringify(line)).not.toMatch(/ana|inactive /);
});

test.each<ParkReason>([
  'needsChecking',
  'customerUnknown',
  'insufficientBalance',
  'triesExhausted',
  'storeRemoved',
  'pointsOutOfRange',
])('has words for %s', (because) => {
  const { why, next } = parkedLine(parkedOrder(because));
  expect([why.length > 20, next.includes('redrive')]).toEqual([true, true]);
});

test('tells how many points could not be collected, and since when', () => {
  const entry = pendingEntry({
    number: 4,
    points: -18,
    changeKey: 'REMOVE-ana@example.com-18-1-4' as ChangeKey,
    state: 'uncollected',
    parkedAtMs: AT_MS,
    lastReply,
  });
  const line = parkedLine({ kind: 'uncollected', record: recordWith(orderKey(1), [entry]), entry });
  expect(line).toMatchObject({
    id: 'acme/1',
    since: '2026-12-01T12:00:00.000Z',
    reason: 'uncollected',
    points: -18,
    changeKey: 'REMOVE-***-18-1-4',
    why: expect.stringContaining('spent'),
    next: expect.stringContaining('redrive'),
  });
});

test("shows nothing of the API's but what looks like the name of an error", () => {
  const parked = parkedOrder('refused');
  const entry = { ...parked.entry, lastReply: { ...lastReply, codeName: 'ana@example.com \u001b[2J' } };
  expect(parkedLine({ ...parked, entry }).reply).toEqual({ status: 400, codeName: null, errorCode: 7 });
});

test('tells of a payment date that is ahead, since when, and what to put right', () => {
  const record = { ...recordWith(orderKey(1)), paymentAhead: { sinceMs: AT_MS, untilMs: AT_MS + 1 } };
  expect(parkedLine({ kind: 'paymentAhead', record, sinceMs: AT_MS })).toEqual({
    id: 'acme/1',
    since: '2026-12-01T12:00:00.000Z',
    reason: 'paymentAhead',
    why: expect.stringContaining('payment date'),
    next: expect.stringContaining('save the order in the shop'),
    changeKey: null,
    points: null,
    attempts: null,
    reply: null,
  });
});

test('tells of an item that it cannot read', () => {
  expect(parkedLine({ kind: 'illegible', pk: 'ORDER#acme#7', parkedAtMs: AT_MS })).toMatchObject({
    id: 'ORDER#acme#7',
    since: '2026-12-01T12:00:00.000Z',
    reason: 'illegible',
    changeKey: null,
  });
});

test('a body that could not be read tells which fields, and shows none of it', () => {
  const body = Buffer.from('{"email":"ana@example.com"}');
  const delivery = {
    store: 'acme',
    topic: 'orders/paid',
    signature: null,
    receivedAtMs: AT_MS,
    reason: 'unreadable' as const,
    because: 'fields are missing: id',
    body,
  };
  const line = parkedLine({ kind: 'delivery', pk: parkedPk(delivery), delivery });
  expect(line).toMatchObject({ reason: 'unreadable', why: 'fields are missing: id', changeKey: null, reply: null });
  expect(line.id).toMatch(/^acme\/body-[\da-f]{12}$/);
  expect(JSON.stringify(line)).not.toContain('ana');
});

test('a body of another host is named by its order and that host, one that cannot be read by its bytes', () => {
  const delivery = {
    store: 'acme',
    topic: 'order.updated',
    signature: null,
    receivedAtMs: AT_MS,
    reason: 'otherShop' as const,
    because: 'the shop seems to have moved to new.example.org: add it to siteUrl, then redrive',
  };
  const host = 'new.example.org';
  const order = '18';
  const body = Buffer.from('{}');
  const described = { order: orderKey(18).order, body: { observedAtMs: 1, arrivedAtMs: AT_MS, rank: null, hash: 'a' } };
  const pk = otherShopPk({ ...delivery, body }, { host, described });
  const line = parkedLine({ kind: 'otherShop', pk, host, order, delivery });
  expect(line).toMatchObject({
    id: 'acme/18@new.example.org',
    since: new Date(AT_MS).toISOString(),
    reason: 'otherShop',
    why: delivery.because,
    changeKey: null,
  });
  expect(line.next).toMatch(
    /^of a shop that moved: name the host in `ponte.config.ts` too, deploy, then redrive; of a/,
  );
  const unread = otherShopPk({ ...delivery, body }, { host, described: null });
  expect(parkedId({ kind: 'otherShop', pk: unread, host, order: null, delivery })).toMatch(/^acme\/body-[\da-f]{12}$/);
});
