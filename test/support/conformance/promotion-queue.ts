import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { customerId } from '../../../src/domain/order-facts.ts';
import type { PromotionMessage, PromotionQueue } from '../../../src/ports/promotion-queue.ts';

/** An empty queue under test, and its other end. */
export interface OpenPromotionQueue {
  readonly queue: PromotionQueue;
  /** Takes, for good, every message that may be received now. */
  receive(): Promise<readonly PromotionMessage[]>;
  passTime(ms: number): Promise<void>;
  close(): Promise<void>;
}

const signal = new AbortController().signal;

/** What promotions rely on, whatever carries their messages. */
export function describePromotionQueue(name: string, open: () => Promise<OpenPromotionQueue>): void {
  describe(`promotion queue conformance: ${name}`, () => {
    let subject: OpenPromotionQueue;
    beforeEach(async () => {
      subject = await open();
    });
    afterEach(() => subject.close());

    const trigger = (day: number): PromotionMessage => ({
      kind: 'trigger',
      trigger: { promotion: 'natal', scheduledAtMs: Date.UTC(2026, 11, day) },
    });
    const sorted = (messages: readonly PromotionMessage[]) =>
      messages.map((message) => JSON.stringify(message)).toSorted();

    test.each([0, 1, 10, 11])('brings each of %i messages, once', async (count) => {
      const sent = Array.from({ length: count }, (_, index) => trigger(index + 1));
      expect(await subject.queue.send(sent, 0, signal)).toStrictEqual({ failed: [] });
      expect(sorted(await subject.receive())).toEqual(sorted(sent));
      expect(await subject.receive()).toEqual([]);
    });

    test('keeps awards whole', async () => {
      const award = { line: 7, customer: customerId('joão@customers.example'), points: -30, text: 'ação; "VIP"' };
      const batch = {
        key: { promotion: 'natal', occurrence: '20261224T120000Z' },
        store: 'shop',
        reason: 'Natal',
        customerReason: null,
        from: 7,
        to: 9,
        isRepeated: true,
        returns: 3,
        awards: [award, { ...award, line: 8, text: null }],
      };
      await subject.queue.send([{ kind: 'awards', batch }], 0, signal);
      expect(await subject.receive()).toEqual([{ kind: 'awards', batch }]);
    });

    test('brings nothing before its delay is over', async () => {
      await subject.queue.send([trigger(1)], 1, signal);
      expect(await subject.receive()).toEqual([]);
      await subject.passTime(1_200);
      expect(await subject.receive()).toEqual([trigger(1)]);
    });

    test('takes nothing once the signal has aborted', async () => {
      await expect(subject.queue.send([trigger(1)], 0, AbortSignal.abort())).rejects.toThrow();
      expect(await subject.receive()).toEqual([]);
    });
  });
}
