import { instantOf } from '../shared/local-time.ts';
import { itemName } from './issue-path.ts';
import type { LenientPromotion, LenientStore } from './lenient-schema.ts';
import { repeated } from './repeated.ts';

/** Faults between the fields of a promotion, and between promotions and stores. */
export function promotionFaults(
  promotions: readonly (LenientPromotion | null)[],
  stores: readonly (LenientStore | null)[],
): string[] {
  const twice = repeated(promotions.map((promotion) => promotion?.id));
  return [
    ...twice.map((id) => `promotion "${id}": two promotions share this id`),
    ...promotions.flatMap((promotion, index) =>
      promotion === null
        ? []
        : faultsOf(promotion, stores).map((fault) => `${itemName('promotions', promotion, index)}, ${fault}`),
    ),
  ];
}

function faultsOf(promotion: LenientPromotion, stores: readonly (LenientStore | null)[]): string[] {
  const { store: name, points, audience, until } = promotion;
  const store = stores.find((one) => one?.id === name);
  const ids = stores.flatMap((one) => (typeof one?.id === 'string' ? `"${one.id}"` : []));
  const faults = [];
  if (typeof name === 'string' && store === undefined) {
    faults.push(`store: there is no store "${name}"; there ${ids.length === 1 ? 'is' : 'are'} ${ids.join(', ')}`);
  }
  for (const { points: own } of audience?.customers ?? []) {
    if (typeof points === 'number' && own !== undefined) {
      faults.push('audience: a customer has points of its own; write points: "audience", or leave them out');
      break;
    }
    if (points === 'audience' && own === undefined) {
      faults.push('audience: a customer is listed without points, and the promotion says points: "audience"');
      break;
    }
  }
  if (points === 'audience' && typeof audience?.birthdays === 'string') {
    faults.push('points: write a number; a file of birthdays says nothing of points');
  }
  const timeZone = promotion.timeZone ?? store?.timeZone;
  if (typeof until === 'string' && typeof timeZone === 'string' && instantOf(until, timeZone) === undefined) {
    faults.push(`until: there is no ${until} in ${timeZone}`);
  }
  return faults;
}
