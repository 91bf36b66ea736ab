import { describe, expect, it } from 'vitest';
import { order } from './by-hand/shopify-bodies.ts';
import { pointsOf, shopify, woocommerce } from './by-hand/stores.ts';
import { woo } from './by-hand/woocommerce-bodies.ts';
import { generateHistory } from './histories/generate.ts';
import { moveShop } from './histories/moving.ts';
import { createRandom } from './histories/random.ts';
import { hostShownBy, supersededBodies } from './oracle/other-shop.ts';

const at1 = (host: string) => ({ _links: { self: [{ href: `https://${host}/wp-json/wc/v3/orders/1` }] } });
const from = (second: number, host: string, more: object = {}) =>
  woo('100.00', '100.00', second, [], { ...at1(host), ...more });

describe('a body of another host', () => {
  it('says nothing, until the store names that host; www. is the same site', () => {
    const [own, moved] = [from(1, 'www.store.example.com'), from(2, 'new.example.org', { status: 'cancelled' })];
    expect(pointsOf(woocommerce, own, moved)).toBe(100);
    const both = { ...woocommerce, siteUrls: [...woocommerce.siteUrls, 'https://www.new.example.org'] };
    expect(pointsOf(both, own, moved)).toBe(0);
  });

  it('stands for all before it', () => {
    const store = { ...woocommerce, siteUrls: [...woocommerce.siteUrls, 'https://new.example.org'] };
    const told = [from(1, 'store.example.com'), from(3, 'new.example.org'), from(2, 'new.example.org')];
    const deliveries = [...told, from(9, 'staging.example.com')].map((json) => sent(json));
    expect([...supersededBodies({ store, deliveries }, woocommerce)]).toEqual([JSON.stringify(told[2])]);
  });

  it('of one instant is the newest by its rank', () => {
    const store = { ...shopify, shopDomains: [...shopify.shopDomains, 'new.myshopify.com'] };
    const of = (financial_status: string) =>
      order([{ price: '10.00' }], {
        financial_status,
        order_status_url: 'https://new.myshopify.com/1/orders/x',
      });
    const deliveries = [of('paid'), of('pending')].map((json) => sent(json));
    expect([...supersededBodies({ store, deliveries }, shopify)]).toEqual([JSON.stringify(of('pending'))]);
  });

  it('shows it as it is kept', () => {
    expect(hostShownBy(JSON.stringify(from(1, 'WWW.New.example.org:8443')))).toBe('new.example.org:8443');
    expect(hostShownBy('{"order_status_url":"https://a.myshopify.com/1"}')).toBe('a.myshopify.com');
    expect(hostShownBy('{}')).toBeNull();
  });
});

describe('a shop that moves', () => {
  it('shows its new host from one body on, the same bytes whenever they come again, and changes nothing else', () => {
    let moves = 0;
    for (let seed = 1; seed <= 60; seed += 1) {
      const history = generateHistory(seed);
      const moved = moveShop(history, createRandom(seed));
      const hosts = moved.deliveries.map(({ body }) => hostShownBy(body));
      const isNew = hosts.map((host) => host === 'new.example.org' || host === 'renamed-shop.myshopify.com');
      if (isNew.includes(true)) moves += 1;
      const before = history.deliveries.map(({ body }) => body);
      for (const [index, { body }] of moved.deliveries.entries()) {
        expect(before.indexOf(before[index] ?? '')).toBe(moved.deliveries.findIndex((one) => one.body === body));
        const back = body
          .replaceAll(/https:\/\/(?:www\.)?new\.example\.org/g, 'https://store.example.com')
          .replaceAll('renamed-shop.', 'example-shop.');
        expect(back).toBe(before[index]);
      }
    }
    expect(moves).toBeGreaterThan(20);
  });
});

function sent(json: object) {
  return { orderId: '1', body: JSON.stringify(json), atMs: Date.parse('2026-05-05T00:00:00Z') };
}
