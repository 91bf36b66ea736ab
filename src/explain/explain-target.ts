import type { OrderRecord } from '../domain/order-record.ts';
import type { Store } from '../domain/store.ts';
import { claimOf, type Target } from '../domain/target-points.ts';
import type { OrderExplanation } from './explanation.ts';
import { amountText } from './values.ts';

type Explained = OrderExplanation['target'];

const NOTHING = { earned: null, back: null, net: null, paid: null, multiplied: null, rounded: null } as const;

/** The points that the order should have given, and what decided. */
export function explainTarget(record: OrderRecord, target: Target, store: Store | null): Explained {
  const { points, steps } = target;
  const decided = { ...NOTHING, points, because: becauseOf(record, target, store) };
  if (steps === null) return decided;
  const { gross, back, given } = steps;
  const amounts = { ...decided, earned: amountText(gross), back: amountText(back.eligible) };
  if (given === null) return amounts;
  return {
    ...amounts,
    net: amountText(given.net),
    paid: amountText(back.eligiblePaid),
    multiplied: amountText(given.multiplied),
    rounded: given.rounded,
  };
}

function becauseOf(record: OrderRecord, { because }: Target, store: Store | null): Explained['because'] {
  if (because !== 'beforeAwardFrom' || record.pinned !== null) return because ?? 'given';
  if (record.paymentAhead !== null) return 'paymentAhead';
  const paidAtMs = claimOf(record.facts)?.paidAtMs ?? 0;
  return store !== null && paidAtMs < store.awardFromMs ? because : 'noRule';
}
