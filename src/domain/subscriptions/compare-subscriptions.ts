import { nearness } from './address.ts';
import type { Subscription, SubscriptionNeeds } from './subscription.ts';

/** What is wrong with a store's webhooks. */
export type SubscriptionFault =
  /** None of this topic points here. `elsewhere`: where others of this topic point whose path is the store's. */
  | { readonly kind: 'missing'; readonly topic: string; readonly elsewhere: readonly string[] }
  | {
      readonly kind: SoleFault;
      readonly topic: string;
      readonly subscription: Subscription;
    };

type SoleFault =
  /** It is paused or disabled. */
  | 'off'
  /** It does not arrive, for a small difference. */
  | 'wrongAddress'
  | 'wrongFormat'
  | 'wrongVersion'
  /** It leaves out fields, or events. */
  | 'partial'
  /** Another one of this topic points here, too. */
  | 'twice'
  /** Nobody needs its topic here. */
  | 'unneeded';

/** What each fault does to the store's orders. */
export const faultTable: Readonly<Record<SubscriptionFault['kind'], 'loses' | 'wastes'>> = {
  missing: 'loses',
  off: 'loses',
  wrongAddress: 'loses',
  wrongFormat: 'loses',
  wrongVersion: 'loses',
  partial: 'loses',
  twice: 'wastes',
  unneeded: 'wastes',
};

/** Compares the webhooks that a store has with those that it needs at an address. Those that point elsewhere are nobody's business here. */
export function compareSubscriptions(
  needs: SubscriptionNeeds,
  there: readonly Subscription[],
  address: string,
): readonly SubscriptionFault[] {
  const needed = needs.topics.flatMap((topic) => {
    const ofTopic = there.filter((subscription) => subscription.topic === topic);
    return ofOne(topic, ofTopic, needs, address);
  });
  const known = new Set([...needs.topics, ...needs.optional]);
  const unneeded = there
    .filter(({ topic, address: to }) => !known.has(topic) && nearness(to, address) === 'same')
    .map((subscription) => ({ kind: 'unneeded', topic: subscription.topic, subscription }) as const);
  return [...needed, ...unneeded];
}

function ofOne(
  topic: string,
  ofTopic: readonly Subscription[],
  needs: SubscriptionNeeds,
  address: string,
): readonly SubscriptionFault[] {
  const near = (wanted: ReturnType<typeof nearness>) =>
    ofTopic.filter(({ address: to }) => nearness(to, address) === wanted);
  const here = [...near('same'), ...near('near')];
  const judged = here.map((subscription) => ({ subscription, fault: faultOf(subscription, needs, address) }));
  const best = judged.find(({ fault }) => fault === null) ?? judged[0];
  if (best === undefined) {
    return [{ kind: 'missing', topic, elsewhere: near('elsewhere').flatMap(({ address: to }) => to ?? []) }];
  }
  const others = here
    .filter((subscription) => subscription !== best.subscription)
    .map((subscription) => ({ kind: 'twice', topic, subscription }) as const);
  return best.fault === null ? others : [{ kind: best.fault, topic, subscription: best.subscription }, ...others];
}

/** The fault that hides the others comes first. */
function faultOf(
  { address: to, state, format, version, isPartial }: Subscription,
  needs: SubscriptionNeeds,
  address: string,
): SoleFault | null {
  if (state !== 'active') return 'off';
  if (nearness(to, address) !== 'same') return 'wrongAddress';
  if (needs.format !== null && format !== needs.format) return 'wrongFormat';
  if (needs.versions !== null && version !== null && !needs.versions.test(version)) return 'wrongVersion';
  return isPartial ? 'partial' : null;
}
