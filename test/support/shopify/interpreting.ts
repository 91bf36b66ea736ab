import { expect } from 'vitest';
import type { ShopifyStore } from '../../../src/domain/store.ts';
import type { Interpretation } from '../../../src/platforms/interpretation.ts';
import { interpretShopify } from '../../../src/platforms/shopify/interpret-shopify.ts';
import { payloadOf, shopifyBytes } from '../../fixtures/load.ts';
import { demoStore } from './store.ts';

/** When the bodies of these tests arrive. */
export const RECEIVED_AT_MS = Date.UTC(2026, 2, 12, 13);

/** A fixture's payload, with some fields replaced. */
export function fixture(name: string, fields: object = {}): Record<string, unknown> {
  return { ...payloadOf(shopifyBytes(name)), ...fields };
}

export function interpret(
  payload: unknown,
  store: Partial<ShopifyStore> = {},
  topic: string | null = 'orders/updated',
): Interpretation {
  return interpretShopify({
    payload,
    topic,
    bodyHash: 'made-up-hash',
    receivedAtMs: RECEIVED_AT_MS,
    store: { ...demoStore, ...store },
  });
}

export const facts = (expected: object) => ({ kind: 'facts', facts: expected });
export const notDue = (because: string) => facts({ standing: { kind: 'notEntitled', because }, money: null });
export const unreadable = (because: RegExp) => ({ kind: 'unreadable', because: expect.stringMatching(because) });
/** One amount in both currencies. */
export const both = (shop: string, presentment = shop) => ({ shop, presentment });
