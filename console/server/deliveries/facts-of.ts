import type { LoggedDelivery } from '../../../local/deliveries/delivery-log.ts';
import type { CollectedRefund, Facts, OrderFacts, OrderMoney } from '../../../src/domain/order-facts.ts';
import type { Store } from '../../../src/domain/store.ts';
import { platforms } from '../../../src/lambda/platforms.ts';
import type { Deadline } from '../../../src/shared/deadline.ts';
import { parseLosslessJson } from '../../../src/shared/lossless-json.ts';
import { bodyHash } from '../../../src/webhooks/body-hash.ts';
import type { Fact, FactPart } from '../../api.ts';

/** What a body says, read as a function reads it; null where it says nothing of an order. */
export async function factsOf(
  logged: LoggedDelivery,
  store: Store,
  personal: boolean,
  deadline: Deadline,
): Promise<readonly Fact[] | null> {
  const read = await readFacts(logged, store, deadline);
  return read && told(read, store.currency, personal);
}

/** Null for a body that has none, or that was never read. */
export async function readFacts(
  { bodyBase64, platform, topic, at }: Pick<LoggedDelivery, 'bodyBase64' | 'platform' | 'topic' | 'at'>,
  store: Store,
  deadline: Deadline,
): Promise<Facts | null> {
  if (platform !== store.platform) return null;
  const bytes = Buffer.from(bodyBase64, 'base64');
  const parsed = parseLosslessJson(bytes);
  if (!parsed.ok) return null;
  const read = await platforms[platform].read(
    { payload: parsed.value, bodyHash: bodyHash(bytes), topic, receivedAtMs: Date.parse(at), store },
    deadline,
  );
  return read.kind === 'facts' ? read.facts : null;
}

/** @param currency the shop's */
function told(facts: Facts, currency: string, personal: boolean): readonly Fact[] {
  const of = [fact('kind', { word: facts.kind }), fact('order', { text: facts.order })];
  switch (facts.kind) {
    case 'order':
      return [...of, ...order(facts, personal)];
    case 'refund':
      return [...of, ...refund(facts.refund, currency)];
    case 'transaction': {
      const { id, status } = facts.transaction;
      return [...of, fact('transaction', { text: id }), fact('status', { word: status })];
    }
    default:
      return facts satisfies never;
  }
}

function order({ body, standing, customer, money, refunds }: OrderFacts, personal: boolean): Fact[] {
  return [
    fact('writtenAt', instant(body.observedAtMs)),
    fact('standing', { word: standing.kind }, ...(standing.kind === 'notEntitled' ? [{ word: standing.because }] : [])),
    ...(customer === null ? [] : [fact('customer', { text: personal ? customer : '***' })]),
    ...(money === null ? [] : moneyOf(money)),
    ...(refunds.kind === 'none' ? [] : [fact('refunds', { text: String(refunds.refunds.length) })]),
  ];
}

function moneyOf({ paidAtMs, total, currency, presentment, goods }: OrderMoney): Fact[] {
  const inOther = presentment.currency !== currency;
  return [
    fact('paidAt', instant(paidAtMs)),
    fact('total', { amount: total, currency }),
    ...(inOther ? [fact('presentment', { amount: presentment.total, currency: presentment.currency })] : []),
    ...(goods.kind === 'sum'
      ? [fact('goods', { amount: goods.eligible, currency }), fact('goodsTax', { amount: goods.eligibleTax, currency })]
      : goods.lines.map(({ id, kind, units, amount }) => ({
          ...fact('line', { word: kind }, { units }, { amount, currency }),
          id,
        }))),
  ];
}

function refund({ id, lines, transactions, discrepancy }: CollectedRefund, currency: string): Fact[] {
  return [
    fact('refund', { text: id }),
    ...lines.map(({ line, units, amount }) => ({ ...fact('line', { units }, { amount, currency }), id: line })),
    ...transactions.map((one) => ({
      ...fact('transaction', { amount: one.amount, currency: one.currency }, { word: one.status }),
      id: one.id,
    })),
    ...(discrepancy === '0' ? [] : [fact('discrepancy', { amount: discrepancy, currency })]),
  ];
}

function fact(name: string, ...value: readonly FactPart[]): Fact {
  return { name, id: null, value };
}

function instant(ms: number): FactPart {
  return { at: new Date(ms).toISOString() };
}
