import { instantOf } from '../shared/local-time.ts';
import { itemName } from './issue-path.ts';
import type { LenientPromotion, LenientStore } from './lenient-schema.ts';
import { repeated } from './repeated.ts';

/** Of stores that a promotion may have meant. */
const MAX_SHOWN = 10;

/** Faults between the fields of a promotion, and between promotions and stores. */
export function promotionFaults(
  promotions: readonly (LenientPromotion | null)[],
  stores: readonly (LenientStore | null)[],
): string[] {
  const twice = repeated(promotions.map((promotion) => promotion?.id));
  const byStore = Map.groupBy(stores.filter(isNamed), ({ id }) => id);
  return [
    ...twice.map((id) => `promotion "${id}": two promotions share this id`),
    ...promotions.flatMap((promotion, index) =>
      promotion === null
        ? []
        : faultsOf(promotion, byStore).map((fault) => `${itemName('promotions', promotion, index)}, ${fault}`),
    ),
  ];
}

type NamedStore = LenientStore & { readonly id: string };

function isNamed(store: LenientStore | null): store is NamedStore {
  return typeof store?.id === 'string';
}

function faultsOf(promotion: LenientPromotion, stores: ReadonlyMap<string, readonly NamedStore[]>): string[] {
  const { store: name, points, audience, until } = promotion;
  const store = typeof name === 'string' ? stores.get(name)?.[0] : undefined;
  const faults = [];
  if (typeof name === 'string' && store === undefined) {
    faults.push(`store: there is no store "${name}"; ${thereAre([...stores.keys()])}`);
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

function thereAre(ids: readonly string[]): string {
  const shown = ids.slice(0, MAX_SHOWN).map((id) => `"${id}"`);
  const more = ids.length - shown.length;
  return `there ${ids.length === 1 ? 'is' : 'are'} ${shown.join(', ')}${more === 0 ? '' : ` and ${more} more`}`;
}
