import { expect, test } from 'vitest';
import type { ChangeKey } from '../../src/domain/change-key.ts';
import { entryRows, personalEntryRows } from '../../src/domain/entry-row.ts';
import { awardKey, awardWith } from '../support/award-records.ts';
import { bodyOf, moneyOf } from '../support/order-facts.ts';
import { pendingEntry } from '../support/order-records.ts';
import { nothingKnown, settled, storeWith } from '../support/planning.ts';

const store = storeWith();
const body = bodyOf({ money: moneyOf({ eligible: '100.00' }), customer: 'ana@example.com' });
const refunded = settled(nothingKnown, store, body, {
  ...body,
  body: { ...body.body, observedAtMs: body.body.observedAtMs + 1 },
  standing: { kind: 'returned' },
});

test('a record has a row for each entry, without its customer', () => {
  const rows = entryRows(refunded);
  expect(rows.map(({ entry, points, state, changeKey }) => [entry, points, state, changeKey])).toEqual([
    [1, 100, 'applied', 'ADD-***-100-123'],
    [2, -100, 'applied', 'REMOVE-***-100-123-2'],
  ]);
  expect(rows[0]).toMatchObject({ store: 'acme', kind: 'order', record: '123', paidAt: '2025-06-01T12:00:00.000Z' });
  expect(JSON.stringify(rows)).not.toContain('ana');
});

test('only what was planned since is written', () => {
  const award = awardWith(awardKey(7), [
    pendingEntry({ plannedAtMs: 999 }),
    pendingEntry({ number: 2, plannedAtMs: 1_000 }),
  ]);
  expect(entryRows(award, 1_000)).toEqual([
    expect.objectContaining({
      kind: 'award',
      record: 'christmas-20261224T120000Z-7',
      entry: 2,
      paidAt: null,
      rule: null,
    }),
  ]);
});

test('who asks for it gets the customer: of each key, or of the record where the key holds a hash', () => {
  const lastReply = { status: 400, codeName: 'Busy', errorCode: 7, message: 'ana@example.com is busy' };
  const award = awardWith(awardKey(7), [
    pendingEntry({ changeKey: 'ADD-bia%2Dm@example.com-10-1' as ChangeKey, lastReply }),
    pendingEntry({ number: 2, changeKey: 'ADD-sha256:0123456789abcdef-10-1-2' as ChangeKey, balanceAfter: 5 }),
  ]);
  const nothing = { replyCode: null, replyMessage: null, balanceAfter: null, customerReason: null };
  expect(personalEntryRows(award)).toMatchObject([
    {
      ...nothing,
      customer: 'bia-m@example.com',
      replyCode: 'Busy',
      replyMessage: lastReply.message,
      replyErrorCode: 7,
    },
    { ...nothing, customer: 'ana@example.com', balanceAfter: 5 },
  ]);
  expect(JSON.stringify(entryRows(award))).not.toMatch(/@|busy/i);
});
