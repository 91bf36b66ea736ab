import { describe, expect, test } from 'vitest';
import type { Reply } from '../../src/bonifiq/client.ts';
import type { OrderRecord } from '../../src/domain/order-record.ts';
import type { PonteEvent } from '../../src/ports/telemetry.ts';
import { postQueued } from '../../src/posting/post-queued.ts';
import { byId } from '../../src/shared/by-id.ts';
import { createModelQueue } from '../support/models/queue.ts';
import { applied, NOW_MS, withLast } from '../support/planning.ts';
import { awarded, benchOf, replies, scriptedApi, storeOf, workOf } from '../support/posting-bench.ts';
import { warningsOf } from '../support/warnings-of.ts';

async function settle(
  record: OrderRecord | null,
  script: readonly Reply[],
  { change = (given: Awaited<ReturnType<typeof benchOf>>['dependencies']) => given } = {},
) {
  const bench = await benchOf(record, { api: scriptedApi(script) });
  const events: PonteEvent[] = [];
  const queue = createModelQueue(() => NOW_MS);
  const outcome = await postQueued(
    {
      ...change(bench.dependencies),
      stores: byId([storeOf({ id: 'another' }), storeOf()]),
      queue,
      emit: (event) => events.push(event),
    },
    record?.key ?? awarded.key,
    workOf(),
  );
  return { outcome, warnings: warningsOf(events), queue, ledger: bench.ledger };
}

describe('an order that the queue names', () => {
  test('is settled', async () => {
    const { outcome, warnings, queue } = await settle(awarded, [replies.applied]);
    expect(outcome).toEqual({
      kind: 'applied',
      reason: 'applied',
      message: 'applied',
      order: '123',
      entries: [{ changeKey: 'ADD-***-100-123', points: 100, outcome: 'applied' }],
    });
    expect([warnings, queue.nextAtMs()]).toEqual([[], null]);
  });

  test('is queued again for its next attempt', async () => {
    const { outcome, queue } = await settle(awarded, [replies.timeout]);
    expect(outcome.kind).toBe('deferred');
    const nextAtMs = queue.nextAtMs() ?? 0;
    expect(nextAtMs).toBeGreaterThanOrEqual(NOW_MS + 1_000);
    expect(nextAtMs).toBeLessThanOrEqual(NOW_MS + 2_000);
    expect(queue.receive(nextAtMs)).toEqual([awarded.key]);
  });

  test('is done when the ledger holds no such record', async () => {
    expect((await settle(null, [])).outcome).toEqual({
      kind: 'nothingToDo',
      reason: 'noRecord',
      message: 'the ledger holds no such record',
      order: '123',
      entries: [],
    });
  });

  test.each(['load', 'save'] as const)('comes again when the ledger cannot %s', async (call) => {
    const down = () => Promise.reject(new Error('down'));
    const { outcome, warnings } = await settle(awarded, [], {
      change: (given) => ({ ...given, ledger: { ...given.ledger, [call]: down } }),
    });
    expect([outcome.kind, outcome.order]).toEqual(['notRecorded', '123']);
    expect(warnings).toEqual(['settling was interrupted']);
  });
});

describe('an order of a store that is no longer configured', () => {
  const GIVE_UP_MS = 14 * 24 * 3_600_000;
  const orphan: OrderRecord = { ...awarded, key: { ...awarded.key, store: 'gone' } };

  test('waits, as the store may come back with the next configuration', async () => {
    const { outcome, ledger, queue } = await settle(orphan, []);
    expect(outcome).toMatchObject({ kind: 'deferred', order: '123' });
    expect(outcome.message).toContain('ponte.config.ts');
    expect(ledger.orders()).toEqual([withLast(orphan, { notBeforeMs: NOW_MS + 900_000, storeMissingSinceMs: NOW_MS })]);
    expect(queue.nextAtMs()).toBeNull();
  });

  test.each([
    ['in the last millisecond', GIVE_UP_MS, 'deferred', 'pending', null],
    ['after it', GIVE_UP_MS + 1, 'parked', 'parked', 'storeRemoved'],
  ])(
    'is given up when the store was missing for as long as an entry is tried: %s',
    async (_, ageMs, kind, state, parked) => {
      const { outcome, ledger } = await settle(withLast(orphan, { storeMissingSinceMs: NOW_MS - ageMs }), []);
      expect(outcome).toMatchObject({ kind, order: '123' });
      expect(ledger.orders()[0]?.entries).toMatchObject([{ state, parked }]);
    },
  );

  test('waits from when its store is missing, however old it is', async () => {
    const { outcome } = await settle(withLast(orphan, { plannedAtMs: 0 }), []);
    expect(outcome.kind).toBe('deferred');
  });

  test.each<[string, OrderRecord]>([
    ['applied', applied(orphan)],
    ['parked', withLast(orphan, { state: 'parked', parked: 'refused' })],
    ['held', withLast(orphan, { notBeforeMs: NOW_MS + 1 })],
  ])('asks for nothing while its entry is %s', async (_, record) => {
    const { outcome, ledger } = await settle(record, []);
    expect(outcome.kind).toBe('nothingToDo');
    expect(ledger.orders()).toEqual([record]);
  });
});

test('a queue that does not take the next attempt is warned about; the sweep finds the order', async () => {
  const bench = await benchOf(awarded, { api: scriptedApi([replies.timeout]) });
  const events: PonteEvent[] = [];
  const outcome = await postQueued(
    {
      ...bench.dependencies,
      stores: byId([storeOf()]),
      queue: { send: () => Promise.reject(new Error('down')) },
      emit: (event) => events.push(event),
    },
    awarded.key,
    workOf(),
  );
  expect(outcome.kind).toBe('deferred');
  expect(warningsOf(events)).toEqual(['could not be queued; the sweep will find it']);
  const { keys } = await bench.ledger.ready(NOW_MS + 2_000, null, workOf().signal);
  expect(keys).toEqual([awarded.key]);
});
