import { exact } from './decimal.ts';
import type { Campaign, PinnedRule } from './points-rule.ts';
import type { Store } from './store.ts';

/**
 * The rule and the campaign of an order paid at `paidAtMs`, or `null` when such an order is the shop's past.
 * The payment decides, never the present: a delivery that comes late earns what the customer was promised.
 */
export function chooseRule(store: Store, paidAtMs: number): PinnedRule | null {
  if (paidAtMs < store.awardFromMs) return null;
  const rule = store.rules.find(({ fromMs }) => fromMs <= paidAtMs);
  if (rule === undefined) return null;
  const campaign = largest(store.campaigns.filter(({ fromMs, toMs }) => fromMs <= paidAtMs && paidAtMs < toMs));
  return {
    rule,
    campaign: campaign && { name: campaign.name, multiplier: campaign.multiplier },
    awardFromMs: store.awardFromMs,
  };
}

/** Campaigns are never stacked: of those that match, the largest counts. */
function largest(campaigns: readonly Campaign[]): Campaign | null {
  return campaigns.reduce<Campaign | null>(
    (best, campaign) => (best === null || exact(campaign.multiplier).gt(best.multiplier) ? campaign : best),
    null,
  );
}
