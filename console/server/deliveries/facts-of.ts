import type { LoggedDelivery } from '../../../local/deliveries/delivery-log.ts';
import type { CollectedRefund, Facts, OrderFacts, OrderMoney } from '../../../src/domain/order-facts.ts';
import type { Store } from '../../../src/domain/store.ts';
import { platforms } from '../../../src/lambda/platforms.ts';
import type { Deadline } from '../../../src/shared/deadline.ts';
import { parseLosslessJson } from '../../../src/shared/lossless-json.ts';
import { bodyHash } from '../../../src/webhooks/body-hash.ts';
import type { Fact } from '../../api.ts';

/** What a body says, read as a function reads it; null where it says nothing of an order. */
export async function factsOf(
  logged: LoggedDelivery,
  store: Store,
  personal: boolean,
  deadline: Deadline,
): Promise<readonly Fact[] | null> {
  const read = await readFacts(logged, store, deadline);
  return read === null
    ? null
    : told(read, personal).flatMap(([name, value]) => (value === null ? [] : [{ name, value }]));
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

type Named = readonly (readonly [name: string, value: string | null])[];

function told(facts: Facts, personal: boolean): Named {
  switch (facts.kind) {
    case 'order':
      return [['kind', 'order'], ['order', facts.order], ...order(facts, personal)];
    case 'refund':
      return [['kind', 'refund'], ['order', facts.order], ...refund(facts.refund)];
    case 'transaction':
      return [
        ['kind', 'transaction'],
        ['order', facts.order],
        ['transaction', facts.transaction.id],
        ['status', facts.transaction.status],
      ];
    default:
      return facts satisfies never;
  }
}

function order({ body, standing, customer, money, refunds }: OrderFacts, personal: boolean): Named {
  return [
    ['writtenAt', new Date(body.observedAtMs).toISOString()],
    ['standing', standing.kind === 'notEntitled' ? `${standing.kind}: ${standing.because}` : standing.kind],
    ['customer', customer === null ? null : personal ? customer : '***'],
    ...(money === null ? [] : moneyOf(money)),
    ['refunds', refunds.kind === 'none' ? null : String(refunds.refunds.length)],
  ];
}

function moneyOf({ paidAtMs, total, currency, presentment, goods }: OrderMoney): Named {
  const inOther = presentment.currency !== currency;
  return [
    ['paidAt', new Date(paidAtMs).toISOString()],
    ['total', `${total} ${currency}`],
    ['presentment', inOther ? `${presentment.total} ${presentment.currency}` : null],
    ...(goods.kind === 'sum'
      ? ([
          ['goods', `${goods.eligible} ${currency}`],
          ['goodsTax', `${goods.eligibleTax} ${currency}`],
        ] as const)
      : goods.lines.map(
          ({ id, kind, units, amount }) =>
            [`line ${id}`, `${kind}, ${unitsText(units)}, ${amount} ${currency}`] as const,
        )),
  ];
}

function unitsText(units: number): string {
  return units === 1 ? '1 unit' : `${units} units`;
}

function refund({ id, lines, transactions, discrepancy }: CollectedRefund): Named {
  return [
    ['refund', id],
    ...lines.map(({ line, units, amount }) => [`line ${line}`, `${unitsText(units)}, ${amount}`] as const),
    ...transactions.map(
      (one) => [`transaction ${one.id}`, `${one.amount} ${one.currency ?? ''} ${one.status}`] as const,
    ),
    ['discrepancy', discrepancy === '0' ? null : discrepancy],
  ];
}
