import type { SubscriptionFault } from './compare-subscriptions.ts';

/** One change of a store's webhooks. */
export type Repair =
  | { readonly kind: 'create'; readonly topic: string }
  /** Sets all that is needed of it: state, address, format. */
  | { readonly kind: 'update'; readonly topic: string; readonly id: string }
  | { readonly kind: 'remove'; readonly topic: string; readonly id: string };

/**
 * What puts the faults right, in this order: nothing is removed before what replaces it is there. A webhook that failed until it was switched off
 * is replaced: WooCommerce keeps the count of its failures when it is switched on, and the next one switches it off again. Left to a person are
 * what nobody needs, and the API's version, which Shopify takes from the settings of the app.
 */
export function planRepairs(faults: readonly SubscriptionFault[]): readonly Repair[] {
  const repairs = faults.flatMap((fault) => repairsOf(fault));
  return [...repairs.filter(({ kind }) => kind !== 'remove'), ...repairs.filter(({ kind }) => kind === 'remove')];
}

function repairsOf(fault: SubscriptionFault): readonly Repair[] {
  const { topic } = fault;
  if (fault.kind === 'missing') return [{ kind: 'create', topic }];
  const { id, state } = fault.subscription;
  switch (fault.kind) {
    case 'off':
      return state === 'paused' ? [{ kind: 'update', topic, id }] : replaced(topic, id);
    case 'wrongAddress':
    case 'wrongFormat':
    case 'partial':
      return [{ kind: 'update', topic, id }];
    case 'twice':
      return [{ kind: 'remove', topic, id }];
    case 'wrongVersion':
    case 'unneeded':
      return [];
    default:
      return fault satisfies never;
  }
}

function replaced(topic: string, id: string): readonly Repair[] {
  return [
    { kind: 'create', topic },
    { kind: 'remove', topic, id },
  ];
}
