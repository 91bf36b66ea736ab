import { describe, expect, test } from 'vitest';
import type { ChangeKey } from '../../src/domain/change-key.ts';
import type { LedgerRecord } from '../../src/domain/record.ts';
import { gatherPending } from '../../src/explain/gather-pending.ts';
import { awardKey, awardWith } from '../support/award-records.ts';
import { RETRY } from '../support/explaining.ts';
import { createModelLedger } from '../support/models/ledger.ts';
import { bodyOf, moneyOf } from '../support/order-facts.ts';
import { orderKey, pendingEntry, recordWith } from '../support/order-records.ts';
import { NOW_MS, nothingKnown, storeWith, told } from '../support/planning.ts';

const signal = AbortSignal.timeout(60_000);
const iso = (ms: number) => new Date(ms).toISOString();

async function gathered(records: readonly LedgerRecord[], most = 100, pageSize = 100) {
  const ledger = createModelLedger({ pageSize });
  for (const record of records) await ledger.save(record, 0, signal);
  return await gatherPending(ledger, { retry: RETRY, most, stores: [] }, NOW_MS, signal);
}

const retried = (id: number, afterMs: number) =>
  recordWith(orderKey(id), [
    pendingEntry({
      plannedAtMs: NOW_MS - 60_000,
      attempts: 2,
      firstAttemptAtMs: NOW_MS - 60_000,
      notBeforeMs: NOW_MS + afterMs,
      lastReply: { status: 503, codeName: 'ana@example.com', errorCode: null, message: 'ana@example.com' },
    }),
    pendingEntry({ number: 2, points: -5 }),
  ]);

test('an entry that is tried again: since when, until when, and what is behind it', async () => {
  expect((await gathered([retried(5001, 1_000)])).lines).toEqual([
    {
      kind: 'order',
      id: 'acme/5001',
      for: 'retry',
      since: iso(NOW_MS - 60_000),
      until: iso(NOW_MS + 1_000),
      givesUpAt: iso(NOW_MS - 60_000 + 14 * 86_400_000),
      points: 10,
      changeKey: 'ADD-***-10-1',
      attempts: 2,
      reply: { status: 503, codeName: null, errorCode: null },
      behind: 1,
    },
  ]);
});

describe('what waits', () => {
  test('comes in the order of its time, what is ready first', async () => {
    const ready = recordWith(orderKey(7), [pendingEntry({ notBeforeMs: NOW_MS - 1 })]);
    const { lines } = await gathered([retried(3, 3_000), retried(2, 2_000), ready]);
    expect(lines.map(({ id, for: what }) => [id, what])).toEqual([
      ['acme/7', 'turn'],
      ['acme/2', 'retry'],
      ['acme/3', 'retry'],
    ]);
  });

  test('for its hold is told since it was planned', async () => {
    const store = storeWith({ holdDays: 30 });
    const held = told(nothingKnown, store, bodyOf({ money: moneyOf({ eligible: '100.00' }) }));
    expect((await gathered([held])).lines).toMatchObject([
      { for: 'hold', points: 100, since: iso(NOW_MS), until: '2025-07-01T12:00:00.000Z', attempts: 0, reply: null },
    ]);
  });

  test('for its payment date has no entry yet', async () => {
    const ahead = moneyOf({ eligible: '100.00', paidAtMs: NOW_MS + 3 * 86_400_000 });
    const record = told(nothingKnown, storeWith(), bodyOf({ money: ahead }));
    expect((await gathered([record])).lines).toMatchObject([
      { id: 'acme/123', for: 'paymentAhead', until: iso(NOW_MS + 2 * 86_400_000), points: null, changeKey: null },
    ]);
  });

  test('may be a promotion’s award', async () => {
    const changeKey = 'ADD-ana@example.com-50-vip-20251224T120000Z' as ChangeKey;
    const award = awardWith(awardKey(7), [
      pendingEntry({ changeKey, points: 50, notBeforeMs: NOW_MS + 1, attempts: 1 }),
    ]);
    expect((await gathered([award])).lines).toMatchObject([{ kind: 'award', for: 'retry', points: 50 }]);
  });

  test('is not what is parked or settled', async () => {
    const parked = recordWith(orderKey(1), [pendingEntry({ state: 'parked', parked: 'refused' })]);
    const applied = recordWith(orderKey(2), [pendingEntry({ state: 'applied' })]);
    expect(await gathered([parked, applied])).toEqual({ lines: [], illegible: 0, isMore: false });
  });
});

test('reads page after page, and no more than it is asked for', async () => {
  const records = [1, 2, 3, 4, 5].map((id) => retried(id, id));
  expect(await gathered(records, 5, 2)).toMatchObject({ isMore: false, lines: { length: 5 } });
  expect(await gathered(records, 4, 2)).toMatchObject({ isMore: true, lines: { length: 4 } });
});

test('counts what cannot be read, and rejects where nothing can be reached', async () => {
  const ledger = createModelLedger();
  await ledger.save(retried(1, 1), 0, signal);
  const failing = (error: Error) => ({ ready: ledger.ready, load: () => Promise.reject(error) });
  const ask = { retry: RETRY, most: 9, stores: [] };
  expect(await gatherPending(failing(new TypeError('cannot be read')), ask, NOW_MS, signal)).toMatchObject({
    lines: [],
    illegible: 1,
  });
  await expect(gatherPending(failing(new Error('gone')), ask, NOW_MS, signal)).rejects.toThrow('gone');
});
