import { exact } from './decimal.ts';
import type { Campaign, PinnedRule } from './points-rule.ts';
import type { Store } from './store.ts';

/**
 * The rule and the campaign for an order paid at `paidAtMs`, or `null` for one paid before the store's `awardFrom`.
 * The payment date decides, so that a late delivery earns what the customer was promised.
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

/** Campaigns do not stack: the one with the largest multiplier counts. */
function largest(campaigns: readonly Campaign[]): Campaign | null {
  return campaigns.reduce<Campaign | null>(
    (best, campaign) => (best === null || exact(campaign.multiplier).gt(best.multiplier) ? campaign : best),
    null,
  );
}
