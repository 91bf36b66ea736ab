import { describe, expect, test } from 'vitest';
import { whom } from '../../../cli/erasure/whom.ts';
import { parkedPk } from '../../../src/aws/dynamodb/item-keys.ts';
import type { LedgerRecord } from '../../../src/domain/record.ts';
import type { Store } from '../../../src/domain/store.ts';
import type { ParkedDelivery } from '../../../src/ports/ledger.ts';
import { shopifyBytes } from '../../fixtures/load.ts';
import { bodyOf, moneyOf } from '../../support/order-facts.ts';
import { NOW_MS, nothingKnown, settled, storeWith } from '../../support/planning.ts';

const deadline = { now: () => NOW_MS, endsAtMs: NOW_MS + 1_000, signal: new AbortController().signal };
const byEmail = storeWith({}, { id: 'acme', shopDomains: ['demo-shopify.myshopify.com'] });
const byDocument = storeWith({}, { ...byEmail, customer: { by: 'document', noteAttribute: 'cpf' } });
const byNumber = storeWith({}, { id: 'numbers', shopDomains: ['other.myshopify.com'], customer: { by: 'platformId' } });

/** What is parked as a request, under its own id, and what the ledger has. */
function connectionOf(stores: readonly Store[], name = 'customers-redact', records: readonly LedgerRecord[] = []) {
  const reasons = { 'customers-redact': 'erasureRequested', 'shop-redact': 'shopErasureRequested' } as const;
  const reason = reasons[name as keyof typeof reasons] ?? 'unreadable';
  const body = shopifyBytes(name);
  const delivery: ParkedDelivery = {
    store: 'acme',
    topic: null,
    signature: null,
    receivedAtMs: 1,
    reason,
    because: '',
    body,
  };
  const pk = parkedPk(delivery);
  return {
    id: `acme/body-${pk.split('#').at(-1)?.slice(0, 12)}`,
    connection: {
      config: async () => ({ stores, promotions: [] }) as never,
      parkedStore: {
        async *list() {
          yield { kind: 'delivery' as const, pk, delivery };
        },
        delivery: async () => delivery,
      },
      ledgerScan: {
        async *records() {
          for (const record of records) yield { pk: '', record };
        },
        items: () => {
          throw new Error('nobody asks for it');
        },
        removePage: () => Promise.reject(new Error('nobody asks for it')),
      },
    },
  };
}

describe('a customer by ids', () => {
  const { connection } = connectionOf([byEmail]);

  test('is looked for in all stores, or in those that are named', async () => {
    const ids = ['Ana@Example.com', '123.456.789-09'];
    const person = { emails: ['ana@example.com'], numbers: ['12345678909'] };
    expect(await whom(connection, { ids }, deadline)).toEqual({ person, orders: new Set(), stores: null });
    const inOne = await whom(connection, { ids, store: ['acme'] }, deadline);
    expect(inOne.stores).toEqual(new Set(['acme']));
  });

  test.each([
    ['what is no id', { ids: ['Ana Souza'] }, /neither an e-mail address nor a number/],
    ['a store that is not there', { ids: ['ana@example.com'], store: ['acne'] }, /acne: the configuration has no such/],
  ])('%s is refused', async (_, named, because) => {
    await expect(whom(connection, named, deadline)).rejects.toThrow(because);
  });

  test("a number is refused while it may be another's in another store", async () => {
    const { connection: two } = connectionOf([byEmail, byNumber]);
    await expect(whom(two, { ids: ['7'] }, deadline)).rejects.toThrow(/say --store/);
    expect(await whom(two, { ids: ['7'], store: ['numbers'] }, deadline)).toMatchObject({ person: { numbers: ['7'] } });
    expect(await whom(two, { ids: ['ana@example.com'] }, deadline)).toMatchObject({ stores: null });
  });
});

describe('a customer by a request', () => {
  const named = { emails: ['ana.souza@example.com'], numbers: ['7000000000001', '551155550101'] };
  const ofTheirs = (order: string, customer: string) =>
    settled(
      { ...nothingKnown, key: { store: 'acme', order: bodyOf({ order }).order } },
      byEmail,
      bodyOf({ order, money: moneyOf({ eligible: '10.00' }), customer }),
    );

  test('is whom it names, with its orders, in the stores of its shop', async () => {
    const { connection, id } = connectionOf([byEmail, byNumber]);
    expect(await whom(connection, { ids: [], request: id }, deadline)).toEqual({
      person: named,
      orders: new Set(['acme/6100000000001']),
      stores: new Set(['acme']),
    });
  });

  test('is known by the document of its orders, which the request does not say', async () => {
    const records = [ofTheirs('6100000000001', '12345678909'), ofTheirs('6100000000002', '98765432100')];
    const { connection, id } = connectionOf([byDocument], 'customers-redact', records);
    const { person } = await whom(connection, { ids: [], request: id }, deadline);
    expect(person).toEqual({ ...named, numbers: [...named.numbers, '12345678909'] });
  });

  test('is not taken for whoever else an order by e-mail was made for', async () => {
    const { connection, id } = connectionOf([byEmail], 'customers-redact', [
      ofTheirs('6100000000001', 'gift@example.com'),
    ]);
    expect(await whom(connection, { ids: [], request: id }, deadline)).toMatchObject({ person: named });
  });

  test('of a shop that is gone is everyone of its stores', async () => {
    const { connection, id } = connectionOf([byEmail, byNumber], 'shop-redact');
    expect(await whom(connection, { ids: [], request: id }, deadline)).toEqual({
      person: 'everyone',
      orders: new Set(),
      stores: new Set(['acme']),
    });
  });

  test('of a shop that is none of ours is refused', async () => {
    for (const name of ['customers-redact', 'shop-redact']) {
      const { connection, id } = connectionOf([byNumber], name);
      await expect(whom(connection, { ids: [], request: id }, deadline)).rejects.toThrow(/of another shop/);
    }
  });

  test('that is no request, or not there, is refused', async () => {
    const { connection, id } = connectionOf([byEmail], 'orders-paid');
    await expect(whom(connection, { ids: [], request: id }, deadline)).rejects.toThrow(/is no request/);
    await expect(whom(connection, { ids: [], request: 'acme/5001' }, deadline)).rejects.toThrow(/nothing of this id/);
  });
});
