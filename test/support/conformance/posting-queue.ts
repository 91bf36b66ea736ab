import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nameOf, type RecordKey } from '../../../src/domain/record.ts';
import type { PostingQueue } from '../../../src/ports/posting-queue.ts';
import { awardKey } from '../award-records.ts';
import { orderKey } from '../order-records.ts';

/** An empty queue under test, and its other end. */
export interface OpenPostingQueue {
  readonly queue: PostingQueue;
  /** Takes, for good, every message that may be received now. */
  receive(): Promise<readonly RecordKey[]>;
  passTime(ms: number): Promise<void>;
  close(): Promise<void>;
}

const signal = new AbortController().signal;

/** What settling and sweeping rely on, whatever carries the messages. */
export function describePostingQueue(name: string, open: () => Promise<OpenPostingQueue>): void {
  describe(`settle queue conformance: ${name}`, () => {
    let subject: OpenPostingQueue;
    beforeEach(async () => {
      subject = await open();
    });
    afterEach(() => subject.close());

    const keys = (count: number) => Array.from({ length: count }, (_, index) => orderKey(index + 1));
    const sorted = (received: readonly RecordKey[]) => received.map((key) => `${key.store}#${nameOf(key)}`).toSorted();

    test('is empty at first', async () => {
      expect(await subject.receive()).toEqual([]);
    });

    test.each([0, 1, 10, 11, 25])('brings each of %i orders, whole, once', async (count) => {
      expect(await subject.queue.send(keys(count), 0, signal)).toStrictEqual({ failed: [] });
      expect(sorted(await subject.receive())).toEqual(sorted(keys(count)));
      expect(await subject.receive()).toEqual([]);
    });

    test.each([
      { store: 'acme', order: '820982911946154508' },
      { store: 'a-store-with-dashes', order: '1' },
    ])('keeps the key %j of an order', async ({ store, order }) => {
      const key = { ...orderKey(order), store };
      await subject.queue.send([key], 0, signal);
      expect(await subject.receive()).toEqual([key]);
    });

    test('keeps the keys of awards beside those of orders', async () => {
      const keys = [awardKey(1), orderKey(1), { ...awardKey(1_999_999), store: 'another' }];
      await subject.queue.send(keys, 0, signal);
      expect(sorted(await subject.receive())).toEqual(sorted(keys));
    });

    test('takes one order twice, for it may have to be settled twice', async () => {
      await subject.queue.send([orderKey(1)], 0, signal);
      await subject.queue.send([orderKey(1)], 0, signal);
      expect(await subject.receive()).toEqual([orderKey(1), orderKey(1)]);
    });

    test('brings nothing before its delay is over', async () => {
      await subject.queue.send([orderKey(1)], 1, signal);
      await subject.queue.send([orderKey(2)], 0, signal);
      expect(await subject.receive()).toEqual([orderKey(2)]);
      await subject.passTime(1_200);
      expect(await subject.receive()).toEqual([orderKey(1)]);
    });

    test('takes nothing once the signal has aborted', async () => {
      await expect(subject.queue.send([orderKey(1)], 0, AbortSignal.abort())).rejects.toThrow();
      expect(await subject.receive()).toEqual([]);
    });
  });
}
