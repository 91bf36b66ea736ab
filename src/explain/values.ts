import type Fraction from 'fraction.js';
import { maskedKey } from '../domain/change-key.ts';
import type { Entry } from '../domain/entry.ts';
import type { CustomerId, Observation } from '../domain/order-facts.ts';
import type { OrderRecord, Register } from '../domain/order-record.ts';
import type { RetryPolicy } from '../domain/retry-policy.ts';
import type { Store } from '../domain/store.ts';
import type { Source } from './schema-parts.ts';

/** What is explained, and by what. */
export interface Explained {
  readonly record: OrderRecord;
  /** Null where the configuration has it no longer. */
  readonly store: Store | null;
  readonly retry: RetryPolicy;
  readonly nowMs: number;
  /** Customers are told in full, too. */
  readonly personal: boolean;
}

/** No currency has more decimals, and shares have thirty. */
const SHOWN_DECIMALS = 12;

export function amountText(amount: Fraction): string {
  return amount.round(SHOWN_DECIMALS).toString();
}

export function instantText(atMs: number): string {
  return new Date(atMs).toISOString();
}

/** The value that one body said, beside that body. */
export function toldBy<Value, Shown extends object>(
  register: Register<Value> | null,
  show: (value: Value) => Shown,
  store: Store | null,
): (Shown & { readonly source: Source }) | null {
  return register && { ...show(register.value), source: sourceOf(register.observed, store) };
}

/** WooCommerce's bodies have their arrival as their rank; see `Observation`. */
function sourceOf({ observedAtMs, rank, bodyHash, aheadSinceMs }: Observation, store: Store | null): Source {
  const isRankedByArrival = bodyHash === '' && store?.platform === 'woocommerce';
  const arrivedAtMs = aheadSinceMs ?? (isRankedByArrival ? rank : null);
  return {
    writtenAt: instantText(observedAtMs),
    arrivedAt: arrivedAtMs === null ? null : instantText(arrivedAtMs),
    counts: aheadSinceMs === null ? 'written' : 'arrived',
  };
}

export function customerText(customer: CustomerId, { personal }: Pick<Explained, 'personal'>): string {
  return personal ? customer : '***';
}

export function keyText({ changeKey }: Entry, { personal }: Pick<Explained, 'personal'>): string {
  return personal ? changeKey : maskedKey(changeKey);
}
