import * as z from 'zod/mini';

const money = z.object({ amount: z.string(), currencyCode: z.string() });
const shopMoney = z.object({ shopMoney: money });
const bothMoneys = z.object({ shopMoney: money, presentmentMoney: money });
const taxLines = z.array(z.object({ priceSet: shopMoney }));

const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.nullish(z.string()) });

const connectionOf = <Node extends z.core.$ZodType>(node: Node) => z.object({ nodes: z.array(node), pageInfo });

export const partSchemas = {
  lineItems: connectionOf(
    z.object({
      id: z.string(),
      quantity: z.string(),
      currentQuantity: z.string(),
      isGiftCard: z.boolean(),
      originalUnitPriceSet: shopMoney,
      discountAllocations: z.array(z.object({ allocatedAmountSet: shopMoney })),
      taxLines,
    }),
  ),
  shippingLines: connectionOf(z.object({ originalPriceSet: shopMoney, discountedPriceSet: shopMoney, taxLines })),
  refundLineItems: connectionOf(
    z.object({
      quantity: z.string(),
      lineItem: z.object({ id: z.string() }),
      subtotalSet: bothMoneys,
      totalTaxSet: bothMoneys,
    }),
  ),
  refundShippingLines: connectionOf(z.object({ subtotalAmountSet: bothMoneys, taxAmountSet: bothMoneys })),
  orderAdjustments: connectionOf(z.object({ amountSet: bothMoneys, taxAmountSet: bothMoneys })),
  transactions: connectionOf(z.object({ id: z.string(), kind: z.string(), status: z.string(), amountSet: bothMoneys })),
};

const refund = z.object({
  id: z.string(),
  duties: z.nullish(z.array(z.object({ amountSet: bothMoneys }))),
  refundLineItems: partSchemas.refundLineItems,
  refundShippingLines: partSchemas.refundShippingLines,
  orderAdjustments: partSchemas.orderAdjustments,
  transactions: partSchemas.transactions,
});

/** An order as the Admin API gives it, as far as it is asked for. Numbers are text. */
export const adminOrderSchema = z.object({
  id: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  processedAt: z.string(),
  cancelledAt: z.nullish(z.string()),
  displayFinancialStatus: z.nullish(z.string()),
  test: z.boolean(),
  currencyCode: z.string(),
  presentmentCurrencyCode: z.string(),
  taxesIncluded: z.boolean(),
  totalPriceSet: bothMoneys,
  totalTipReceivedSet: shopMoney,
  email: z.nullish(z.string()),
  customAttributes: z.array(z.object({ key: z.string(), value: z.nullish(z.string()) })),
  customer: z.nullish(
    z.object({ id: z.string(), defaultEmailAddress: z.nullish(z.object({ emailAddress: z.string() })) }),
  ),
  lineItems: partSchemas.lineItems,
  shippingLines: partSchemas.shippingLines,
  refunds: z.array(refund),
});

export const ordersSchema = z.object({ orders: connectionOf(z.unknown()) });
export const orderIdsSchema = z.object({ orders: connectionOf(z.object({ id: z.string() })) });

export const tipsSchema = z.object({
  order: z.nullish(
    z.object({
      agreements: connectionOf(
        z.object({
          sales: z.object({ nodes: z.array(z.object({ lineItem: z.optional(z.object({ id: z.string() })) })) }),
        }),
      ),
    }),
  ),
});

export type AdminOrder = z.infer<typeof adminOrderSchema>;
export type Moneys = z.infer<typeof bothMoneys>;
export type ShopMoney = z.infer<typeof shopMoney>;
