import { adminOrderSchema, tipsSchema } from '../../../src/platforms/shopify/admin-order-schema.ts';
import { ORDER, TIPS } from '../../../src/platforms/shopify/admin-queries.ts';
import { bodyOfAdminOrder } from '../../../src/platforms/shopify/body-of-admin-order.ts';
import { payloadOf } from '../../fixtures/load.ts';
import { type Json, objectsOf } from '../store-apis/shopify-objects.ts';
import { runDocument } from '../store-apis/shopify-schema.ts';

/** The body that is read from the Admin API of an order whose parts fit into one answer, where its webhook has this body. */
export function readFromAdminApi(body: Json): object {
  const objects = objectsOf(body);
  const answer = (document: string) => {
    const result = runDocument(
      document,
      { id: objects.order.id, customer: true },
      { orders: () => [], chosen: () => {}, order: () => objects, nodeOf: () => undefined, others: {} },
    );
    return payloadOf(Buffer.from(JSON.stringify(result.data)));
  };
  const order = adminOrderSchema.parse(answer(ORDER).order);
  const sales = tipsSchema.parse(answer(TIPS)).order?.agreements.nodes.flatMap(({ sales: { nodes } }) => nodes) ?? [];
  return bodyOfAdminOrder(order, new Set(sales.flatMap(({ lineItem }) => lineItem?.id ?? [])));
}
