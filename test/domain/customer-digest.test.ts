import { expect, test } from 'vitest';
import { customerDigest, customerOfRecord } from '../../src/domain/customer-digest.ts';
import { customerId } from '../../src/domain/order-facts.ts';
import { awardKey, awardWith } from '../support/award-records.ts';
import { bodyOf } from '../support/order-facts.ts';
import { nothingKnown, settled, storeWith, told } from '../support/planning.ts';

const KEY = 'a-made-up-key-of-thirty-two-characters';

test('a digest is the beginning of an HMAC-SHA256, as openssl makes it', () => {
  // printf 'acme\nana@example.com' | openssl dgst -sha256 -hmac a-made-up-key-of-thirty-two-characters -binary | base64 | tr +/ -_ | cut -c1-16
  expect(customerDigest(KEY, 'acme', customerId('ana@example.com'))).toBe('Dm0zVI9QpsP0zwbR');
});

test('differs by key, store and customer', () => {
  const of = (key: string, store: string, customer: string) => customerDigest(key, store, customerId(customer));
  const all = [of(KEY, 'acme', 'a'), of(`${KEY}.`, 'acme', 'a'), of(KEY, 'acme2', 'a'), of(KEY, 'acme', '2a')];
  expect(new Set(all).size).toBe(4);
  expect(all.join()).not.toContain('acme');
});

test('the customer of a record has, or would get, its points', () => {
  const store = storeWith();
  const corrected = bodyOf({ customer: 'DEF', at: 1 });
  expect(customerOfRecord(nothingKnown)).toBeNull();
  expect(customerOfRecord(told(nothingKnown, store, bodyOf({ money: null })))).toBe('ABC');
  expect(customerOfRecord(told(nothingKnown, store, bodyOf(), corrected))).toBe('DEF');
  expect(customerOfRecord(settled(nothingKnown, store, bodyOf(), corrected))).toBe('ABC');
  const returned = bodyOf({ customer: 'DEF', at: 1, standing: { kind: 'returned' } });
  expect(customerOfRecord(told(nothingKnown, store, bodyOf(), returned))).toBe('DEF');
  expect(customerOfRecord(awardWith(awardKey(1), []))).toBe('ana@example.com');
});
