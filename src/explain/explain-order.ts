import { takenBack } from '../domain/refunds.ts';
import type { Store } from '../domain/store.ts';
import { refundsOf, targetOf } from '../domain/target-points.ts';
import { explainEntries } from './explain-entries.ts';
import { explainFacts } from './explain-facts.ts';
import { explainGoods } from './explain-goods.ts';
import { explainRefunds } from './explain-refunds.ts';
import { explainRule } from './explain-rule.ts';
import { explainSettlement } from './explain-settlement.ts';
import { explainTarget } from './explain-target.ts';
import type { OrderExplanation } from './explanation.ts';
import { type Explained, instantText } from './values.ts';

function customerBy({ customer }: Store): OrderExplanation['customerBy'] {
  return { by: customer.by, noteAttribute: 'noteAttribute' in customer ? customer.noteAttribute : null };
}

/** Why an order has the points that it has: what its record says, by the steps of the calculation that made them. */
export function explainOrder(of: Explained): OrderExplanation {
  const { record, store, nowMs } = of;
  const { key, facts, pinned, erasedAtMs, shadowSinceMs } = record;
  const money = facts.money?.value ?? null;
  const target = targetOf(facts, pinned);
  // Told of an order without a claim, too, where it decides nothing.
  const back = pinned && money && takenBack(money, refundsOf(facts), pinned.rule.tax);
  const entries = explainEntries(of);
  const awardFromMs = pinned?.awardFromMs ?? store?.awardFromMs ?? null;
  const explained = explainTarget(record, target, store);
  return {
    schema: 1,
    store: key.store,
    order: key.order,
    platform: store?.platform ?? null,
    at: instantText(nowMs),
    currency: money?.currency ?? store?.currency ?? 'XXX',
    timeZone: store?.timeZone ?? 'UTC',
    awardFrom: awardFromMs === null ? null : instantText(awardFromMs),
    customerBy: store && customerBy(store),
    customerErasedAt: erasedAtMs === undefined ? null : instantText(erasedAtMs),
    shadowSince: shadowSinceMs === undefined ? null : instantText(shadowSinceMs),
    facts: explainFacts(of),
    goods: money && explainGoods(money, pinned?.rule.tax ?? null, back),
    rule: explainRule(of),
    refunds: explainRefunds(facts, back),
    target: explained,
    entries,
    settlement: explainSettlement(record, explained.points, entries),
  };
}
