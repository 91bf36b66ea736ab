import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { UnverifiedDelivery, UnverifiedQueue } from '../../../src/ports/unverified-queue.ts';

/** An empty queue under test, and its other end. */
export interface OpenUnverifiedQueue {
  readonly unverified: UnverifiedQueue;
  /** Takes, for good, every delivery that may be received now. */
  receive(): Promise<readonly UnverifiedDelivery[]>;
  passTime(ms: number): Promise<void>;
  close(): Promise<void>;
}

const signal = new AbortController().signal;

const delivery = (words: Partial<UnverifiedDelivery> = {}): UnverifiedDelivery => ({
  store: 'acme',
  topic: null,
  signature: 'c2lnbmVk',
  receivedAtMs: 1_764_072_000_123,
  sentAtMs: 1_764_072_060_456,
  tries: 3,
  parkedPk: null,
  body: Buffer.from('{"note":"São Paulo \u0000"}'),
  ...words,
});

/** What verifying later relies on, whatever keeps the deliveries. */
export function describeUnverifiedQueue(name: string, open: () => Promise<OpenUnverifiedQueue>): void {
  describe(`unverified queue conformance: ${name}`, () => {
    let subject: OpenUnverifiedQueue;
    beforeEach(async () => {
      subject = await open();
    });
    afterEach(() => subject.close());

    test('keeps a delivery as it came, and when it was sent', async () => {
      await subject.unverified.keep(delivery(), 0, signal);
      expect(await subject.receive()).toEqual([delivery()]);
      expect(await subject.receive()).toEqual([]);
    });

    test('keeps one that a person sends through again', async () => {
      const parked = delivery({ topic: 'orders/paid', parkedPk: 'PARKED#acme#0f3a' });
      await subject.unverified.keep(parked, 0, signal);
      expect(await subject.receive()).toEqual([parked]);
    });

    test('brings it no sooner than its delay', async () => {
      await subject.unverified.keep(delivery(), 1, signal);
      expect(await subject.receive()).toEqual([]);
      await subject.passTime(1_200);
      expect(await subject.receive()).toEqual([delivery()]);
    });

    test('refuses what no message can hold', async () => {
      const large = delivery({ body: randomBytes(400 * 1024) });
      await expect(subject.unverified.keep(large, 0, signal)).rejects.toThrow(RangeError);
      expect(await subject.receive()).toEqual([]);
    });

    test('keeps nothing once the signal has aborted', async () => {
      await expect(subject.unverified.keep(delivery(), 0, AbortSignal.abort())).rejects.toThrow();
      expect(await subject.receive()).toEqual([]);
    });
  });
}
