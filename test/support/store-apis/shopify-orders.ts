import { shopifyBytes } from '../../fixtures/load.ts';
import type { Json } from './shopify-objects.ts';

/** The body of a fixture, with the numbers that a double cannot hold as text. */
export function shopifyOrder(name: string): Json {
  return JSON.parse(Buffer.from(shopifyBytes(name)).toString(), (_key, value, context?: { source?: string }) =>
    typeof value === 'number' && !Number.isSafeInteger(value) && Number.isInteger(value) ? context?.source : value,
  );
}

/** The same order with another number, and time of its last change. */
export function likeFixture(name: string, id: number, changedAtMs: number, changes: Json = {}): Json {
  return {
    ...shopifyOrder(name),
    id,
    admin_graphql_api_id: `gid://shopify/Order/${id}`,
    updated_at: new Date(changedAtMs).toISOString().replace(/\.\d+Z$/, 'Z'),
    ...changes,
  };
}
