import { expect, test } from 'vitest';
import type { BonifiqClient, Reply } from '../../src/bonifiq/client.ts';
import { instrumentedClient } from '../../src/bonifiq/instrumented-client.ts';
import { changeKey } from '../../src/domain/change-key.ts';
import { customerId } from '../../src/domain/order-facts.ts';
import type { PonteEvent } from '../../src/ports/telemetry.ts';
import { orderId } from '../support/order-facts.ts';

const SECRET = { username: 'made-up-user', password: 'made-up-password' };
const { signal } = new AbortController();

test.each<[Reply, { reply: string; status: number | null }]>([
  [
    { kind: 'answered', status: 503, retryAfterMs: null, body: 'ana@example.com' },
    { reply: 'answered', status: 503 },
  ],
  [
    { kind: 'unanswered', why: 'timeout' },
    { reply: 'timeout', status: null },
  ],
])('each call is passed on, and told with how long it took: %j', async (reply, told) => {
  let nowMs = 1_000;
  const events: PonteEvent[] = [];
  const calls: unknown[][] = [];
  const answer = async (...how: unknown[]) => {
    calls.push(how);
    nowMs += 250;
    return reply;
  };
  const inner: BonifiqClient = { change: answer, createCustomer: answer, balance: answer };
  const api = instrumentedClient(
    inner,
    (event) => events.push(event),
    () => nowMs,
  );
  const key = changeKey({
    customer: customerId('ana@example.com'),
    points: 5,
    orderPrefix: '',
    order: orderId('1'),
    number: 1,
  });
  const change = { customer: 'ana@example.com', points: 5, changeKey: key, reason: 'r', customerReason: null };
  expect(await api.change(change, SECRET, signal)).toBe(reply);
  expect(await api.createCustomer('ana@example.com', SECRET, signal)).toBe(reply);
  expect(calls).toEqual([
    [change, SECRET, signal],
    ['ana@example.com', SECRET, signal],
  ]);
  expect(events).toEqual([
    { kind: 'apiCalled', call: 'change', ...told, tookMs: 250 },
    { kind: 'apiCalled', call: 'createCustomer', ...told, tookMs: 250 },
  ]);
});
