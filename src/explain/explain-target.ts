import type { OrderRecord } from '../domain/order-record.ts';
import type { Store } from '../domain/store.ts';
import { claimOf, type Target } from '../domain/target-points.ts';
import type { OrderExplanation } from './explanation.ts';
import { amountText } from './values.ts';

type Explained = OrderExplanation['target'];

const NOTHING = { earned: null, back: null, net: null, paid: null, multiplied: null, rounded: null } as const;

/** The points that the order should have given, and what decided. `target` is null while no rule is pinned. */
export function explainTarget(record: OrderRecord, target: Target | null, store: Store | null): Explained {
  if (target === null || target.kind === 'noClaim') {
    return { points: 0, because: withoutClaim(record, store), ...NOTHING };
  }
  if (target.kind === 'beforeAwardFrom') return { points: 0, because: target.kind, ...NOTHING };
  const { points, gross, back } = target;
  const amounts = { ...NOTHING, earned: amountText(gross), back: amountText(back.eligible) };
  if (target.kind !== 'given') return { ...amounts, points, because: target.kind };
  const { net, given } = target;
  return {
    ...amounts,
    points,
    because: given.because ?? (points === 0 ? 'roundedToZero' : 'given'),
    net: amountText(net),
    paid: amountText(back.eligiblePaid),
    multiplied: amountText(given.multiplied),
    rounded: given.rounded,
  };
}

function withoutClaim(record: OrderRecord, store: Store | null): Explained['because'] {
  const { standing } = record.facts;
  if (standing === null) return 'orderUnknown';
  if (standing.value.kind === 'notEntitled') return 'notEntitled';
  const claim = claimOf(record.facts);
  if (claim === null) return 'notFullyPaid';
  if (record.paymentAhead !== null) return 'paymentAhead';
  return store !== null && claim.paidAtMs < store.awardFromMs ? 'beforeAwardFrom' : 'noRule';
}
