import { isDeepStrictEqual } from 'node:util';
import { chooseRule } from '../domain/choose-rule.ts';
import type { Campaign, PinnedRule } from '../domain/points-rule.ts';
import type { Store } from '../domain/store.ts';
import type { OrderExplanation } from './explanation.ts';
import { type Explained, instantText } from './values.ts';

type Rule = NonNullable<OrderExplanation['rule']>;

/** The rule and the campaign as pinned, beside what today's configuration would choose. */
export function explainRule({ record, store }: Explained): OrderExplanation['rule'] {
  const { pinned } = record;
  if (pinned === null) return null;
  const { rule, campaign, awardFromMs } = pinned;
  const paidAtMs = record.facts.money?.value.paidAtMs ?? null;
  const running = store !== null && paidAtMs !== null ? campaignsAt(store, paidAtMs) : [];
  return {
    version: rule.version,
    from: rule.fromMs === 0 ? null : instantText(rule.fromMs),
    pointsPerUnit: rule.pointsPerUnit,
    rounding: rule.rounding,
    minimumOrder: rule.minimumOrder,
    maximumPoints: rule.maximumPoints,
    tax: rule.tax,
    holdDays: rule.holdDays,
    awardFrom: instantText(awardFromMs),
    campaign: campaign && { ...campaign, window: windowOf(store, campaign.name) },
    ...todays(pinned, store, paidAtMs),
    smallerCampaigns: running
      .filter(({ name }) => name !== campaign?.name)
      .map(({ name, multiplier }) => ({ name, multiplier })),
  };
}

function todays(pinned: PinnedRule, store: Store | null, paidAtMs: number | null): Pick<Rule, 'today' | 'todays'> {
  if (store === null) return { today: 'storeMissing', todays: null };
  const chosen = paidAtMs === null ? null : chooseRule(store, paidAtMs);
  if (chosen === null) return { today: 'none', todays: null };
  const todays = { version: chosen.rule.version, campaign: chosen.campaign?.name ?? null };
  const isSame = isDeepStrictEqual([chosen.rule, chosen.campaign], [pinned.rule, pinned.campaign]);
  return { today: isSame ? 'same' : 'other', todays };
}

function campaignsAt({ campaigns }: Store, atMs: number): readonly Campaign[] {
  return campaigns.filter(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);
}

function windowOf(store: Store | null, name: string) {
  const campaign = store?.campaigns.find((one) => one.name === name);
  return campaign === undefined ? null : { from: instantText(campaign.fromMs), to: instantText(campaign.toMs) };
}
