import { expect, test } from 'vitest';
import { twoIdsIn } from '../../local/two-ids.ts';
import { shopifyBytes } from '../fixtures/load.ts';

const twoIds = (text: string) => twoIdsIn(Buffer.from(text));

test('a body in which somebody has changed one of its ids names both', () => {
  const changed = Buffer.from(shopifyBytes('orders-paid')).toString('utf8').replace('"id": 6100000000001', '"id": 77');
  expect(twoIds(changed)).toEqual({ plain: '77', global: '6100000000001' });
});

test('digits beyond 2^53 are not lost', () => {
  const gid = 'gid://shopify/Order/9100000000000000019';
  expect(twoIds(`{"id":9100000000000000019,"admin_graphql_api_id":"${gid}"}`)).toBeNull();
  expect(twoIds(`{"id":9100000000000000018,"admin_graphql_api_id":"${gid}"}`)).not.toBeNull();
});

test.each([
  ['what Shopify sends', Buffer.from(shopifyBytes('orders-paid-test')).toString('utf8')],
  ['one id', '{"id":77}'],
  ['no id', '{"admin_graphql_api_id":"gid://shopify/Order/77"}'],
  ['no object', '[1]'],
  ['no JSON', '{'],
])('nothing of %s', (_, text) => {
  expect(twoIds(text)).toBeNull();
});
