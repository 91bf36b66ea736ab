import { describe, expect, test } from 'vitest';
import type { OrderRecord } from '../../src/ledger/order-record.ts';
import { outcomeTable } from '../../src/outcomes/outcome-table.ts';
import type { Reply } from '../../src/points-api/points-api.ts';
import { settleQueued } from '../../src/settling/settle-queued.ts';
import { orderKey } from '../ledger/order-records.ts';
import { NOW_MS } from '../ledger/planning.ts';
import { createModelQueue } from '../simulation/model-queue.ts';
import { awarded, benchOf, replies, scriptedApi, storeOf, workOf } from './bench.ts';

async function settle(
  record: OrderRecord | null,
  script: readonly Reply[],
  { key = awarded.key, change = (given: Awaited<ReturnType<typeof benchOf>>['dependencies']) => given } = {},
) {
  const bench = await benchOf(record, { api: scriptedApi(script) });
  const warnings: string[] = [];
  const queue = createModelQueue(() => NOW_MS);
  const outcome = await settleQueued(
    {
      ...change(bench.dependencies),
      stores: [storeOf({ id: 'another' }), storeOf()],
      queue,
      warn: (message, error) => warnings.push(`${message}: ${error instanceof Error ? error.message : error}`),
    },
    key,
    workOf(),
  );
  return { outcome, warnings, queue };
}

describe('an order that the queue names', () => {
  test('is settled', async () => {
    const { outcome, warnings, queue } = await settle(awarded, [replies.applied]);
    expect(outcome).toEqual({
      kind: 'applied',
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

  test('is done when the ledger holds no such order', async () => {
    expect((await settle(null, [])).outcome).toEqual({
      kind: 'nothingToDo',
      message: 'the ledger holds no such order',
      order: '123',
      entries: [],
    });
  });

  test('of a store no longer configured comes again, and is not dropped', async () => {
    const { outcome } = await settle(awarded, [], { key: { ...orderKey(123), store: 'gone' } });
    expect(outcome).toMatchObject({ kind: 'notRecorded', order: '123' });
    expect(outcome.message).toContain('ponte.config.ts');
    expect(outcomeTable[outcome.kind].disposition).toBe('unrecorded');
  });

  test.each(['load', 'save'] as const)('comes again when the ledger cannot %s', async (call) => {
    const down = () => Promise.reject(new Error('down'));
    const { outcome, warnings } = await settle(awarded, [], {
      change: (given) => ({ ...given, ledger: { ...given.ledger, [call]: down } }),
    });
    expect([outcome.kind, outcome.order]).toEqual(['notRecorded', '123']);
    expect(warnings).toEqual(['settling was interrupted: down']);
  });
});

test('a queue that does not take the next attempt is warned about; the sweep finds the order', async () => {
  const bench = await benchOf(awarded, { api: scriptedApi([replies.timeout]) });
  const warnings: string[] = [];
  const outcome = await settleQueued(
    {
      ...bench.dependencies,
      stores: [storeOf()],
      queue: { send: () => Promise.reject(new Error('down')) },
      warn: (message) => warnings.push(message),
    },
    awarded.key,
    workOf(),
  );
  expect(outcome.kind).toBe('deferred');
  expect(warnings).toEqual(['could not be queued; the sweep will find it']);
  const { keys } = await bench.ledger.due(NOW_MS + 2_000, null, workOf().signal);
  expect(keys).toEqual([awarded.key]);
});
