import { afterEach, expect, test, vi } from 'vitest';
import { readableOrders } from '../../cli/readable-orders.ts';
import type { OrderRecord } from '../../src/domain/order-record.ts';
import { orderKey, recordWith } from '../support/order-records.ts';

afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

test('what cannot be read is named beside the output, and makes the exit code 1', async () => {
  const complained = vi.spyOn(console, 'error').mockReturnValue();
  const record = recordWith(orderKey(5001));
  async function* all() {
    yield { kind: 'illegible', pk: 'ORDER#acme#9' } as const;
    yield { kind: 'order', record } as const;
  }
  const found: OrderRecord[] = [];
  for await (const one of readableOrders({ all }, AbortSignal.timeout(1_000))) found.push(one);
  expect(found).toEqual([record]);
  expect(complained.mock.calls).toEqual([['ORDER#acme#9: this Ponte cannot read the item']]);
  expect(process.exitCode).toBe(1);
});
