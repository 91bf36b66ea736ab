import type { StoreApiFault } from '../../ports/store-api.ts';
import { isObject } from '../payload-fields.ts';
import { failed } from '../store-api-fault.ts';
import { type AdminOrder, partSchemas, tipsSchema } from './admin-order-schema.ts';
import { moreOf, PARTS, type Part, TIPS } from './admin-queries.ts';
import type { AdminData } from './admin-reply.ts';

/** Asks one shop. */
export type Ask = (
  document: string,
  variables: Readonly<Record<string, unknown>>,
) => Promise<AdminData | StoreApiFault>;

interface Connection<Node> {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null | undefined };
}

/** An order of more lines, refunds, transactions … than this would be no order. */
const MAX_PAGES = 200;

/** Why an order could not be read to its end. */
class Cut extends Error {
  readonly fault: StoreApiFault;
  constructor(fault: StoreApiFault) {
    super(fault.because);
    this.fault = fault;
  }
}

/** An order with what did not come with it, and which of its lines are tips; or why the rest could not be had. */
export async function wholeOrder(
  order: AdminOrder,
  ask: Ask,
): Promise<{ readonly order: AdminOrder; readonly tips: ReadonlySet<string> } | StoreApiFault> {
  try {
    const refunds = [];
    for (const refund of order.refunds) {
      refunds.push({
        ...refund,
        refundLineItems: await whole(refund.id, refund.refundLineItems, 'refundLineItems', ask),
        refundShippingLines: await whole(refund.id, refund.refundShippingLines, 'refundShippingLines', ask),
        orderAdjustments: await whole(refund.id, refund.orderAdjustments, 'orderAdjustments', ask),
        transactions: await whole(refund.id, refund.transactions, 'transactions', ask),
      });
    }
    const lineItems = await whole(order.id, order.lineItems, 'lineItems', ask);
    const shippingLines = await whole(order.id, order.shippingLines, 'shippingLines', ask);
    return { order: { ...order, refunds, lineItems, shippingLines }, tips: await tipsOf(order, ask) };
  } catch (error) {
    if (error instanceof Cut) return error.fault;
    throw error;
  }
}

async function whole<Name extends keyof typeof PARTS>(
  owner: string,
  first: Connection<PartNode<Name>>,
  name: Name,
  ask: Ask,
): Promise<PartConnection<Name>> {
  const part: Part = PARTS[name];
  const nodes = [...first.nodes];
  let { pageInfo } = first;
  for (let pages = 0; pageInfo.hasNextPage; pages += 1) {
    const { node } = await answerTo(ask, moreOf(part), owner, pageInfo.endCursor ?? null, pages);
    const more = partSchemas[name].safeParse(isObject(node) ? node[part.field] : undefined);
    if (!more.success) throw new Cut(failed(`the answer has no ${part.field}`));
    const next = more.data as PartConnection<Name>;
    nodes.push(...next.nodes);
    pageInfo = next.pageInfo;
  }
  return { nodes, pageInfo } as PartConnection<Name>;
}

type PartConnection<Name extends keyof typeof PARTS> = (typeof partSchemas)[Name]['_zod']['output'];
type PartNode<Name extends keyof typeof PARTS> = PartConnection<Name>['nodes'][number];

/** The Admin API shows a line that is a tip like any other; the sale behind it tells. Few orders have one. */
async function tipsOf({ id, totalTipReceivedSet }: AdminOrder, ask: Ask): Promise<ReadonlySet<string>> {
  const tips = new Set<string>();
  if (Number(totalTipReceivedSet.shopMoney.amount) === 0) return tips;
  let after: string | null = null;
  for (let pages = 0; ; pages += 1) {
    const { data } = tipsSchema.safeParse(await answerTo(ask, TIPS, id, after, pages));
    const agreements = data?.order?.agreements;
    if (agreements === undefined) throw new Cut(failed('the answer has no agreements'));
    for (const { sales } of agreements.nodes) {
      for (const { lineItem } of sales.nodes) if (lineItem !== undefined) tips.add(lineItem.id);
    }
    if (!agreements.pageInfo.hasNextPage) return tips;
    after = agreements.pageInfo.endCursor ?? null;
  }
}

async function answerTo(ask: Ask, document: string, id: string, after: string | null, pages: number) {
  if (pages === MAX_PAGES) throw new Cut(failed('an order never ends'));
  const answer = await ask(document, { id, after });
  if (answer.kind !== 'data') throw new Cut(answer);
  return answer.data;
}
