import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DeferredDelivery, DeliveryQueue } from '../../../src/ports/delivery-queue.ts';

/** An empty queue under test, and its other end. */
export interface OpenDeliveryQueue {
  readonly deliveries: DeliveryQueue;
  /** Takes, for good, every delivery that may be received now. */
  receive(): Promise<readonly DeferredDelivery[]>;
  passTime(ms: number): Promise<void>;
  close(): Promise<void>;
}

const signal = new AbortController().signal;

const delivery = (words: Partial<DeferredDelivery> = {}): DeferredDelivery => ({
  store: 'acme',
  topic: 'orders/paid',
  signature: 'c2lnbmVk',
  receivedAtMs: 1_764_072_000_123,
  tries: 3,
  parkedPk: 'PARKED#acme#0f3a',
  body: Buffer.from('{"note":"São Paulo \u0000"}'),
  ...words,
});

/** What receiving relies on, whatever keeps the deliveries. */
export function describeDeliveryQueue(name: string, open: () => Promise<OpenDeliveryQueue>): void {
  describe(`delivery queue conformance: ${name}`, () => {
    let subject: OpenDeliveryQueue;
    beforeEach(async () => {
      subject = await open();
    });
    afterEach(() => subject.close());

    test('keeps a delivery as it came', async () => {
      await subject.deliveries.keep(delivery(), 0, signal);
      expect(await subject.receive()).toEqual([delivery()]);
      expect(await subject.receive()).toEqual([]);
    });

    test('keeps one whose sender is proven, without a topic, and empty', async () => {
      const bare = delivery({ topic: null, signature: null, parkedPk: null, tries: 0, body: Buffer.of() });
      await subject.deliveries.keep(bare, 0, signal);
      expect(await subject.receive()).toEqual([bare]);
    });

    test('brings it no sooner than its delay', async () => {
      await subject.deliveries.keep(delivery(), 1, signal);
      expect(await subject.receive()).toEqual([]);
      await subject.passTime(1_200);
      expect(await subject.receive()).toEqual([delivery()]);
    });

    test('keeps five megabytes of an order', async () => {
      const body = Buffer.from(
        JSON.stringify({ lines: Array(100_000).fill({ id: 1, price: '10.00', title: 'Made up' }) }),
      );
      await subject.deliveries.keep(delivery({ body }), 0, signal);
      expect(await subject.receive()).toEqual([delivery({ body })]);
    });

    test('refuses what no message can hold', async () => {
      const large = delivery({ body: randomBytes(400 * 1024) });
      await expect(subject.deliveries.keep(large, 0, signal)).rejects.toThrow(RangeError);
      expect(await subject.receive()).toEqual([]);
    });

    test('keeps nothing once the signal has aborted', async () => {
      await expect(subject.deliveries.keep(delivery(), 0, AbortSignal.abort())).rejects.toThrow();
      expect(await subject.receive()).toEqual([]);
    });
  });
}
