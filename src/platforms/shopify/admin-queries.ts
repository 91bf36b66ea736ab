/** A connection of an order or of one of its refunds, which Shopify gives in pages of its own. */
export interface Part {
  readonly owner: 'Order' | 'Refund';
  readonly field:
    | 'lineItems'
    | 'shippingLines'
    | 'refundLineItems'
    | 'refundShippingLines'
    | 'orderAdjustments'
    | 'transactions';
  readonly arguments?: string;
  readonly fields: string;
  /** So many are asked for with the order. */
  readonly first: number;
}

const SHOP_MONEY = '{ shopMoney { amount currencyCode } }';
const BOTH_MONEYS = '{ shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } }';
const TAX_LINES = `taxLines { priceSet ${SHOP_MONEY} }`;

export const PARTS = {
  lineItems: {
    owner: 'Order',
    field: 'lineItems',
    fields: `id quantity currentQuantity isGiftCard originalUnitPriceSet ${SHOP_MONEY} discountAllocations { allocatedAmountSet ${SHOP_MONEY} } ${TAX_LINES}`,
    first: 30,
  },
  /** Webhooks list those that were removed, too. */
  shippingLines: {
    owner: 'Order',
    field: 'shippingLines',
    arguments: 'includeRemovals: true',
    fields: `originalPriceSet ${SHOP_MONEY} discountedPriceSet ${SHOP_MONEY} ${TAX_LINES}`,
    first: 5,
  },
  refundLineItems: {
    owner: 'Refund',
    field: 'refundLineItems',
    fields: `quantity lineItem { id } subtotalSet ${BOTH_MONEYS} totalTaxSet ${BOTH_MONEYS}`,
    first: 30,
  },
  refundShippingLines: {
    owner: 'Refund',
    field: 'refundShippingLines',
    fields: `subtotalAmountSet ${BOTH_MONEYS} taxAmountSet ${BOTH_MONEYS}`,
    first: 5,
  },
  orderAdjustments: {
    owner: 'Refund',
    field: 'orderAdjustments',
    fields: `amountSet ${BOTH_MONEYS} taxAmountSet ${BOTH_MONEYS}`,
    first: 5,
  },
  transactions: {
    owner: 'Refund',
    field: 'transactions',
    fields: `id kind status amountSet ${BOTH_MONEYS}`,
    first: 5,
  },
} as const satisfies Record<string, Part>;

/** Lists that are no connections, such as refunds and taxes, are given whole. */
const ORDER_FIELDS = `
  id createdAt updatedAt processedAt cancelledAt displayFinancialStatus test
  currencyCode presentmentCurrencyCode taxesIncluded
  totalPriceSet ${BOTH_MONEYS}
  totalTipReceivedSet ${SHOP_MONEY}
  email
  customAttributes { key value }
  customer @include(if: $customer) { id defaultEmailAddress { emailAddress } }
  ${connection(PARTS.lineItems)}
  ${connection(PARTS.shippingLines)}
  refunds {
    id
    duties { amountSet ${BOTH_MONEYS} }
    ${connection(PARTS.refundLineItems)}
    ${connection(PARTS.refundShippingLines)}
    ${connection(PARTS.orderAdjustments)}
    ${connection(PARTS.transactions)}
  }`;

/** A page of orders, the oldest change first. */
export const ORDERS = `query PonteOrders($query: String!, $first: Int!, $after: String, $customer: Boolean!) {
  orders(query: $query, sortKey: UPDATED_AT, first: $first, after: $after) {
    nodes {${ORDER_FIELDS}
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

/** The same page, where all of its orders together are too dear. */
export const ORDER_IDS = `query PonteOrderIds($query: String!, $first: Int!, $after: String) {
  orders(query: $query, sortKey: UPDATED_AT, first: $first, after: $after) {
    nodes { id }
    pageInfo { hasNextPage endCursor }
  }
}`;

export const ORDER = `query PonteOrder($id: ID!, $customer: Boolean!) {
  order(id: $id) {${ORDER_FIELDS}
  }
}`;

/** Which lines are tips: only sales tell. */
export const TIPS = `query PonteTips($id: ID!, $after: String) {
  order(id: $id) {
    agreements(first: 20, after: $after) {
      nodes { sales(first: 50) { nodes { ... on TipSale { lineItem { id } } } } }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;

/** More of a part, of the order or refund with an id. */
export function moreOf(part: Part): string {
  return `query PonteMore($id: ID!, $after: String) {
  node(id: $id) { ... on ${part.owner} { ${connection({ ...part, first: 100 }, 'after: $after')} } }
}`;
}

function connection(part: Part, ...more: readonly string[]): string {
  const all = [`first: ${part.first}`, ...more, ...(part.arguments === undefined ? [] : [part.arguments])].join(', ');
  return `${part.field}(${all}) { nodes { ${part.fields} } pageInfo { hasNextPage endCursor } }`;
}
