import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ShopFault } from '../../../sandbox/shops/shop-faults.ts';
import type { Store } from '../../../src/domain/store.ts';
import type { Subscription } from '../../../src/domain/subscriptions/subscription.ts';
import type { StoreApiCredentials, StoreApiFault } from '../../../src/ports/store-api.ts';
import type { SubscriptionsApi } from '../../../src/ports/subscriptions-api.ts';

/** A shop whose webhooks' API is under test. */
export interface OpenWebhooks {
  readonly api: SubscriptionsApi<never>;
  readonly store: Store;
  readonly credentials: StoreApiCredentials;
  readonly wrongCredentials: StoreApiCredentials;
  /** A webhook that is there already. */
  add(topic: string, address: string): void;
  fail(fault: ShopFault): void;
  close(): Promise<void>;
}

const never = new AbortController().signal;
const ADDRESS = 'https://ponte.example.com/webhooks/x/my-shop';
const TARGET = { address: ADDRESS, secret: 'a made-up "secret" & \\ so on' };

/** What the guard over subscriptions relies on, whichever shop it looks at. */
export function describeSubscriptionsApi(name: string, open: () => Promise<OpenWebhooks>): void {
  describe(`subscriptions API conformance: ${name}`, () => {
    let shop: OpenWebhooks;
    beforeEach(async () => {
      shop = await open();
    });
    afterEach(() => shop.close());

    const ask = (credentials = shop.credentials, signal = never) =>
      shop.api.list(shop.store as never, credentials, signal);
    async function list(): Promise<readonly Subscription[]> {
      const listed = await ask();
      if (listed.kind !== 'listed') throw new Error(`${listed.kind}: ${listed.because}`);
      return listed.subscriptions;
    }
    const repair = (one: Parameters<typeof shop.api.repair>[2], target = TARGET) =>
      shop.api.repair(shop.store as never, shop.credentials, one, target, never);

    test('lists nothing of a shop without webhooks', async () => {
      expect(await list()).toEqual([]);
    });

    test('makes each webhook that is needed, and lists it as it has to be', async () => {
      for (const topic of shop.api.needs.topics)
        expect(await repair({ kind: 'create', topic })).toEqual({ kind: 'repaired' });
      const listed = await list();
      expect(listed.map(({ topic }) => topic).toSorted()).toEqual(shop.api.needs.topics.toSorted());
      for (const { address, state, format, isPartial } of listed)
        expect({ address, state, format, isPartial }).toEqual({
          address: ADDRESS,
          state: 'active',
          format: shop.api.needs.format,
          isPartial: false,
        });
    });

    test('lists all of 120 webhooks', async () => {
      const [topic = ''] = shop.api.needs.topics;
      for (let index = 0; index < 120; index += 1) shop.add(topic, `https://other.example.com/${index}`);
      const addresses = (await list()).map(({ address }) => address);
      expect(new Set(addresses).size).toBe(120);
    });

    test('moves a webhook to the address, and no other', async () => {
      const [topic = ''] = shop.api.needs.topics;
      shop.add(topic, 'https://one.example.com/');
      shop.add(topic, 'https://two.example.com/');
      const id = (await list()).find(({ address }) => address === 'https://two.example.com/')?.id ?? '';
      expect(await repair({ kind: 'update', topic, id })).toEqual({ kind: 'repaired' });
      expect((await list()).map(({ address }) => address).toSorted()).toEqual(['https://one.example.com/', ADDRESS]);
    });

    test('removes a webhook, and is content with one that is gone', async () => {
      const [topic = ''] = shop.api.needs.topics;
      shop.add(topic, 'https://one.example.com/');
      shop.add(topic, 'https://two.example.com/');
      const id = (await list()).find(({ address }) => address === 'https://two.example.com/')?.id ?? '';
      for (let times = 0; times < 2; times += 1)
        expect(await repair({ kind: 'remove', topic, id })).toEqual({ kind: 'repaired' });
      expect((await list()).map(({ address }) => address)).toEqual(['https://one.example.com/']);
    });

    test('says that the credentials are refused', async () => {
      expect(await ask(shop.wrongCredentials)).toMatchObject({ kind: 'refused' });
    });

    test.each<[string, ShopFault, StoreApiFault['kind']]>([
      ['asks to come back later', { kind: 'status', status: 429, headers: { 'Retry-After': '120' } }, 'busy'],
      ['fails', { kind: 'status', status: 500, body: 'private words of the shop' }, 'failed'],
      ['is cut off', { kind: 'cut', afterBytes: 1 }, 'failed'],
      ['shows a page of its own', { kind: 'status', status: 200, body: '<html>private words</html>' }, 'failed'],
      ['answers something else', { kind: 'status', status: 200, body: '"private words"' }, 'failed'],
    ])('has a fault for a shop that %s, and quotes nothing of it', async (_name, fault, kind) => {
      shop.fail(fault);
      const read = await ask();
      expect(read).toMatchObject({ kind });
      expect((read as StoreApiFault).because).not.toContain('private');
    });

    test('gives up when the signal aborts', async () => {
      shop.fail({ kind: 'hang' });
      expect(await ask(shop.credentials, AbortSignal.timeout(50))).toMatchObject({ kind: 'failed' });
    });
  });
}
