/** JSON of a webhook's body. */
export type Json = Readonly<Record<string, unknown>>;

interface Money {
  readonly amount: string;
  readonly currencyCode: string;
}

/** The order of a webhook's body, as the Admin API has it: what each of its types resolves to. */
export interface ShopifyObjects {
  readonly order: Json;
  /** All that has an id, by it. */
  readonly nodes: ReadonlyMap<string, Json>;
  readonly updatedAtMs: number;
}

/** Written from the documentation of both APIs, and shares no code with what reads their answers. */
export function objectsOf(body: Json): ShopifyObjects {
  const nodes = new Map<string, Json>();
  const kept = (object: Json): Json => {
    nodes.set(String(object.id), object);
    return object;
  };
  const shop = String(body.currency);
  const lines = listIn(body.line_items).map((line) =>
    kept({
      __typename: 'LineItem',
      id: gidOf('LineItem', line),
      quantity: line.quantity,
      currentQuantity: line.current_quantity ?? line.quantity,
      isGiftCard: line.gift_card === true,
      originalUnitPriceSet: bag(line.price_set, line.price, shop),
      discountAllocations: listIn(line.discount_allocations).map((one) => ({
        allocatedAmountSet: bag(one.amount_set, one.amount, shop),
      })),
      taxLines: taxesOf(line, shop),
    }),
  );
  const tips = listIn(body.line_items).filter((line) => 'tip' in line || 'tip_payment_gateway' in line);
  const tipIds = tips.map((line) => gidOf('LineItem', line));
  const tipped = tips.reduce((sum, { price }) => sum + Number(price), 0).toFixed(2);
  const id = gidOf('Order', body);
  const customer = isJson(body.customer) ? body.customer : null;
  const order = kept({
    __typename: 'Order',
    id,
    createdAt: utc(body.created_at),
    updatedAt: utc(body.updated_at),
    processedAt: utc(body.processed_at ?? body.created_at),
    cancelledAt: body.cancelled_at ? utc(body.cancelled_at) : null,
    displayFinancialStatus: typeof body.financial_status === 'string' ? body.financial_status.toUpperCase() : null,
    test: body.test === true,
    currencyCode: shop,
    presentmentCurrencyCode: body.presentment_currency ?? shop,
    taxesIncluded: body.taxes_included === true,
    totalPriceSet: bag(body.total_price_set, body.total_price, shop),
    totalTipReceivedSet: bag(undefined, tipped, shop),
    email: body.email || null,
    customAttributes: listIn(body.note_attributes).map(({ name, value }) => ({ key: name, value })),
    customer: customer && {
      __typename: 'Customer',
      id: gidOf('Customer', customer),
      defaultEmailAddress: customer.email ? { emailAddress: customer.email } : null,
    },
    lineItems: lines,
    shippingLines: listIn(body.shipping_lines).map((line) => ({
      isRemoved: line.is_removed === true,
      originalPriceSet: bag(line.price_set, line.price, shop),
      discountedPriceSet: bag(line.discounted_price_set, line.discounted_price ?? line.price, shop),
      taxLines: taxesOf(line, shop),
    })),
    refunds: listIn(body.refunds).map((refund) => kept(refundOf(refund, body, lines))),
    // A sale of each line, in the agreement of the order.
    agreements: [
      {
        __typename: 'OrderAgreement',
        sales: lines.map((lineItem) => ({
          __typename: tipIds.includes(String(lineItem.id)) ? 'TipSale' : 'ProductSale',
          id: String(lineItem.id).replace('LineItem', 'Sale'),
          lineItem,
        })),
      },
    ],
  });
  return { order, nodes, updatedAtMs: Date.parse(String(body.updated_at)) };
}

function refundOf(refund: Json, body: Json, lines: readonly Json[]): Json {
  const shop = String(body.currency);
  return {
    __typename: 'Refund',
    id: gidOf('Refund', refund),
    duties: listIn(refund.duties).map((duty) => ({ amountSet: bag(duty.amount_set, duty.amount, shop) })),
    refundLineItems: listIn(refund.refund_line_items).map((line) => {
      const written = isJson(line.line_item) ? line.line_item : {};
      const ofOrder = gidOf('LineItem', { ...written, id: line.line_item_id ?? written.id });
      return {
        quantity: line.quantity,
        lineItem: lines.find(({ id }) => id === ofOrder) ?? { __typename: 'LineItem', id: ofOrder },
        subtotalSet: bag(line.subtotal_set, line.subtotal, shop),
        totalTaxSet: bag(line.total_tax_set, line.total_tax ?? '0.0', shop),
      };
    }),
    refundShippingLines: shippingBack(refund, shop),
    // Shipping that is given back is no adjustment in the Admin API.
    orderAdjustments: listIn(refund.order_adjustments)
      .filter(({ kind }) => kind === 'refund_discrepancy')
      .map((adjustment) => ({
        id: gidOf('OrderAdjustment', adjustment),
        amountSet: bag(adjustment.amount_set, adjustment.amount, shop),
        taxAmountSet: bag(adjustment.tax_amount_set, adjustment.tax_amount ?? '0.0', shop),
      })),
    transactions: listIn(refund.transactions).map((transaction) => transactionOf(transaction, body)),
  };
}

/**
 * The Admin API has shipping that is given back in lines only. A webhook has it in lines, in negative adjustments, or in both, and its tax in
 * either.
 */
function shippingBack(refund: Json, shop: string): readonly Json[] {
  const adjustments = listIn(refund.order_adjustments).filter(({ kind }) => kind === 'shipping_refund');
  const back = (name: 'amount' | 'tax_amount') =>
    adjustments.reduce(
      (sum, one) => sum - Number(bag(one[`${name}_set`], one[name] ?? '0.00', shop).shopMoney.amount),
      0,
    );
  const lines = listIn(refund.refund_shipping_lines);
  if (lines.length === 0 && adjustments.length === 0) return [];
  const [written = {}, ...others] = lines;
  const first = {
    id: 'gid://shopify/RefundShippingLine/1',
    subtotalAmountSet: bag(written.subtotal_amount_set, back('amount').toFixed(2), shop),
    taxAmountSet: bag(written.tax_amount_set, back('tax_amount').toFixed(2), shop),
  };
  return [
    first,
    ...others.map((line, index) => ({
      id: `gid://shopify/RefundShippingLine/${index + 2}`,
      subtotalAmountSet: bag(line.subtotal_amount_set, '0.00', shop),
      taxAmountSet: bag(line.tax_amount_set, '0.00', shop),
    })),
  ];
}

/** A webhook writes the amount in the transaction's own currency; the Admin API in the shop's, too, by the order's rate. */
function transactionOf(transaction: Json, body: Json): Json {
  const shop = String(body.currency);
  const presentment = String(body.presentment_currency ?? shop);
  const total = bag(body.total_price_set, body.total_price, shop);
  const rate = Number(total.shopMoney.amount) / Number(total.presentmentMoney.amount);
  const amount = String(transaction.amount);
  const inShop = presentment === shop ? amount : (Number(amount) * rate).toFixed(2);
  return {
    __typename: 'OrderTransaction',
    id: gidOf('OrderTransaction', transaction),
    kind: String(transaction.kind).toUpperCase(),
    status: String(transaction.status).toUpperCase(),
    amountSet: { shopMoney: money(inShop, shop), presentmentMoney: money(amount, presentment) },
  };
}

function taxesOf(line: Json, shop: string) {
  return listIn(line.tax_lines).map((tax) => ({ priceSet: bag(tax.price_set, tax.price, shop) }));
}

function bag(
  set: unknown,
  plain: unknown,
  shop: string,
): { readonly shopMoney: Money; readonly presentmentMoney: Money } {
  if (!isJson(set) || !isJson(set.shop_money))
    return { shopMoney: money(plain, shop), presentmentMoney: money(plain, shop) };
  const presentment = isJson(set.presentment_money) ? set.presentment_money : set.shop_money;
  return {
    shopMoney: money(set.shop_money.amount, String(set.shop_money.currency_code ?? shop)),
    presentmentMoney: money(presentment.amount, String(presentment.currency_code ?? shop)),
  };
}

/** The Admin API writes 15.0 for 15.00, and 12.5 for 12.50. */
function money(amount: unknown, currencyCode: string): Money {
  const text = String(amount);
  const trimmed = text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '.0') : `${text}.0`;
  return { amount: trimmed, currencyCode };
}

function gidOf(type: string, { admin_graphql_api_id: gid, id }: Json): string {
  return typeof gid === 'string' ? gid : `gid://shopify/${type}/${id}`;
}

/** In UTC and to the second. */
function utc(text: unknown): string {
  return new Date(Date.parse(String(text))).toISOString().replace(/\.\d+Z$/, 'Z');
}

function listIn(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isJson) : [];
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
