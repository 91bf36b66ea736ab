import { isDeepStrictEqual } from 'node:util';
import type { KnownFacts, OrderRecord, Register } from '../order-record.ts';

/** What a body told that was not known of its order. `points`: its points change by it. */
export type News = 'nothing' | 'facts' | 'points';

/**
 * What a body's recording changed. A newer body that says the same is nothing new: it may be one of the many for which a shop saves an order.
 */
export function newsIn(before: OrderRecord, after: OrderRecord): News {
  if (!isDeepStrictEqual(before.entries, after.entries)) return 'points';
  return isDeepStrictEqual(told(before.facts), told(after.facts)) ? 'nothing' : 'facts';
}

/** The facts without when and by which body they were told. */
function told({ identity: _, aheadBodies: __, ...facts }: KnownFacts) {
  return {
    ...facts,
    standing: registered(facts.standing),
    money: registered(facts.money),
    unitsLeft: registered(facts.unitsLeft),
    customer: registered(facts.customer),
    listedRefunds: registered(facts.listedRefunds),
  };
}

function registered<Value>(register: Register<Value> | null): Value | null {
  return register?.value ?? null;
}

/** By how much the entries of an order changed what it gives, all that is not withdrawn counted. */
export function pointsMoved(before: OrderRecord, after: OrderRecord): number {
  return sumOf(after) - sumOf(before);
}

function sumOf({ entries }: OrderRecord): number {
  return entries.filter(({ state }) => state !== 'withdrawn').reduce((sum, { points }) => sum + points, 0);
}
