import type { Store } from '../domain/store.ts';
import type { Deadline } from '../shared/deadline.ts';
import type { Delivery } from './delivery.ts';
import type { Interpretation } from './interpretation.ts';

/** A body whose sender is proven. */
export interface VerifiedBody<Shop extends Store = Store> {
  readonly payload: unknown;
  /** Hash of the body's exact bytes. */
  readonly bodyHash: string;
  readonly topic: string | null;
  readonly receivedAtMs: number;
  readonly store: Shop;
}

/** What differs between platforms in receiving a delivery. */
export interface Platform<Shop extends Store = Store> {
  readonly name: Shop['platform'];
  /** In order of preference, in lower case. */
  readonly signatureHeaders: readonly string[];
  readonly topicHeaders: readonly string[];
  readonly deliveryIdHeaders: readonly string[];
  /** A set-up call that carries neither order nor signature. */
  isPing(delivery: Delivery): boolean;
  /** Whether one of the store's secrets, given as stored, signed exactly these bytes. */
  verify(rawBody: Uint8Array, signature: string, secrets: readonly string[]): boolean;
  /** What a verified body says. Rejects when a service that it needs cannot be reached; the delivery is then read again later. */
  read(body: VerifiedBody<Shop>, deadline: Deadline): Promise<Interpretation>;
}

/** The first of these headers that is present. */
export function header(delivery: Pick<Delivery, 'headers'>, names: readonly string[]): string | null {
  for (const name of names) {
    const value = delivery.headers[name];
    if (value !== undefined) return value;
  }
  return null;
}
