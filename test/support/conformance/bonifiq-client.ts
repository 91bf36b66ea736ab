import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BonifiqClient } from '../../../src/bonifiq/client.ts';
import { type BonifiqHistoryClient, createBonifiqHistory } from '../../../src/bonifiq/history.ts';
import { readBalance } from '../../../src/bonifiq/read-reply.ts';
import type { BonifiqCredentials } from '../../../src/ports/loyalty-api.ts';
import { changeOf, meaning, never } from '../loyalty-api.ts';

/** A points API under test, with a way to look behind it. */
export interface BonifiqClientSubject {
  readonly api: BonifiqClient & BonifiqHistoryClient;
  readonly credentials: BonifiqCredentials;
  balance(customer: string): number | Promise<number>;
  close(): Promise<void>;
}

/** `known`: customers exist only after `createCustomer`; `any`: from their first change on. */
export type StartSubject = (customers: 'any' | 'known') => Promise<BonifiqClientSubject>;

/** What settling relies on, whatever stands behind the port. */
export function describeBonifiqClient(name: string, start: StartSubject): void {
  describe(`points API conformance: ${name}`, () => {
    let subject: BonifiqClientSubject;
    const change = (about: Parameters<typeof changeOf>[0]) =>
      subject.api.change(changeOf(about), subject.credentials, never);

    describe('with customers who are known', () => {
      beforeEach(async () => {
        subject = await start('any');
      });
      afterEach(() => subject.close());

      test('adds and removes', async () => {
        expect(meaning(await change({ points: 10, changeKey: 'ADD-1' }))).toMatchObject({
          kind: 'applied',
          balance: 10,
          warning: null,
        });
        expect(meaning(await change({ points: -4, changeKey: 'REMOVE-1' }))).toMatchObject({
          kind: 'applied',
          balance: 6,
          warning: null,
        });
        expect(await subject.balance('ana@example.com')).toBe(6);
      });

      test('a key changes a balance once, and its second use is an error', async () => {
        await change({ changeKey: 'ADD-1' });
        const again = await change({ changeKey: 'ADD-1' });
        expect(meaning(again, 'unknown').kind).toBe('alreadyApplied');
        expect(meaning(again, 'none')).toMatchObject({ kind: 'applied', warning: 'keyUsedByOther' });
        expect(await subject.balance('ana@example.com')).toBe(10);
      });

      test('the balance can be read, and reading it changes nothing', async () => {
        const { credentials } = subject;
        await change({ customer: 'a/b?c#d', points: 3 });
        for (let reading = 1; reading <= 2; reading += 1) {
          expect(readBalance(await subject.api.balance('a/b?c#d', credentials, never))).toBe(3);
        }
        expect(readBalance(await subject.api.balance('nobody', credentials, never))).toBeNull();
        const wrong = { ...credentials, password: 'no' };
        expect(meaning(await subject.api.balance('a/b?c#d', wrong, never)).kind).toBe('credentialsRefused');
        const late = await subject.api.balance('a/b?c#d', credentials, AbortSignal.abort());
        expect(late).toEqual({ kind: 'unanswered', why: 'timeout' });
      });

      test('the history tells every change once, over as many pages as it takes, and to nobody else', async () => {
        const { credentials } = subject;
        const { history } = createBonifiqHistory(subject.api, { instantOf: () => undefined });
        const read = async (sinceMs = 0) => {
          const result = await history('a/b?c#d', sinceMs, { credentials }, never);
          if (result.kind === 'unread') throw new Error(result.because);
          return result.items;
        };
        expect(await read()).toEqual([]);
        for (let n = 1; n <= 120; n += 1) {
          await change({
            customer: 'a/b?c#d',
            points: n % 3 === 0 ? -n : n,
            changeKey: `K-${n}`,
            customerReason: `No. ${n}`,
          });
        }
        await change({ changeKey: 'of-ana' });
        const items = await read();
        const told = items.map(({ points, title }) => `${title}: ${points}`);
        const sent = Array.from({ length: 120 }, (_, index) => index + 1);
        expect(told.toSorted()).toEqual(sent.map((n) => `No. ${n}: ${n % 3 === 0 ? -n : n}`).toSorted());
        const newest = Math.max(...items.map(({ atMs }) => atMs));
        expect(await read(newest + 1)).toEqual([]);

        const wrong = { ...credentials, password: 'no' };
        const refused = { kind: 'unread', because: 'the points API answered 401' };
        expect(await history('a/b?c#d', 0, { credentials: wrong }, never)).toEqual(refused);
        const late = { kind: 'unread', because: 'the points API was not heard (timeout)' };
        expect(await history('a/b?c#d', 0, { credentials }, AbortSignal.abort())).toEqual(late);
      });

      test('a used key counts for every customer', async () => {
        await change({ changeKey: 'ADD-1' });
        expect(meaning(await change({ customer: 'bia@example.com', changeKey: 'ADD-1' }), 'unknown').kind).toBe(
          'alreadyApplied',
        );
        expect(await subject.balance('bia@example.com')).toBe(0);
      });

      test('of many calls at once with one key, one is applied', async () => {
        const replies = await Promise.all(Array.from({ length: 8 }, () => change({ changeKey: 'ADD-1' })));
        const kinds = replies.map((reply) => meaning(reply, 'unknown').kind).toSorted();
        expect(kinds).toEqual([...Array.from({ length: 7 }, () => 'alreadyApplied'), 'applied']);
        expect(await subject.balance('ana@example.com')).toBe(10);
      });

      test('a refusal burns no key', async () => {
        expect(meaning(await change({ reason: ' ', changeKey: 'ADD-1' })).kind).toBe('refused');
        expect(meaning(await change({ changeKey: 'ADD-1' }), 'refusedOnly')).toMatchObject({
          kind: 'applied',
          warning: null,
        });
      });

      test.each(['a/b?c#d', 'josé silva', '100%', '12345678909'])(
        'the customer id %s arrives whole',
        async (customer) => {
          await change({ customer, points: 3 });
          expect(await subject.balance(customer)).toBe(3);
        },
      );

      test('the ends of the 32-bit range are carried exactly', async () => {
        await change({ points: 2 ** 31 - 1, changeKey: 'ADD-1' });
        expect(await subject.balance('ana@example.com')).toBe(2_147_483_647);
      });

      test('wrong credentials change nothing', async () => {
        for (const wrong of [
          { ...subject.credentials, password: 'no' },
          { ...subject.credentials, username: 'no' },
        ]) {
          expect(meaning(await subject.api.change(changeOf({}), wrong, never)).kind).toBe('credentialsRefused');
          expect(meaning(await subject.api.createCustomer('ana@example.com', wrong, never)).kind).toBe(
            'credentialsRefused',
          );
        }
        expect(await subject.balance('ana@example.com')).toBe(0);
      });

      test('a deadline that has passed is a timeout, not a throw', async () => {
        const reply = await subject.api.change(changeOf({}), subject.credentials, AbortSignal.abort());
        expect(reply).toEqual({ kind: 'unanswered', why: 'timeout' });
        expect(await subject.balance('ana@example.com')).toBe(0);
      });
    });

    describe('with customers who must be created', () => {
      beforeEach(async () => {
        subject = await start('known');
      });
      afterEach(() => subject.close());

      test('an unknown customer gets nothing; after creation the same key is applied', async () => {
        expect(meaning(await change({ changeKey: 'ADD-1' })).kind).toBe('customerUnknown');
        expect(await subject.balance('ana@example.com')).toBe(0);
        expect(meaning(await subject.api.createCustomer('ana@example.com', subject.credentials, never)).kind).toBe(
          'applied',
        );
        expect(meaning(await change({ changeKey: 'ADD-1' })).kind).toBe('applied');
        expect(await subject.balance('ana@example.com')).toBe(10);
      });

      test('creating a customer again keeps the balance', async () => {
        await subject.api.createCustomer('ana@example.com', subject.credentials, never);
        await change({ changeKey: 'ADD-1' });
        await subject.api.createCustomer('ana@example.com', subject.credentials, never);
        expect(await subject.balance('ana@example.com')).toBe(10);
      });
    });
  });
}
