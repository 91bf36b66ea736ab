import type { Store } from '../domain/store.ts';
import type { Delivery } from './delivery.ts';
import type { Interpretation } from './interpretation.ts';

/** What a platform does its own way; everything else about receiving is the same for all. */
export interface Platform<Shop extends Store = Store> {
  readonly name: Shop['platform'];
  /** In order of preference, in lower case. */
  readonly signatureHeaders: readonly string[];
  readonly topicHeaders: readonly string[];
  readonly deliveryIdHeaders: readonly string[];
  /** A set-up call that carries neither order nor signature. */
  isPing(delivery: Delivery): boolean;
  /** The key that signs, from the secret as it was stored. */
  signingKey(secret: string): string;
  interpret(body: {
    readonly payload: unknown;
    /** Names the body's exact bytes. */
    readonly bodyHash: string;
    readonly topic: string | null;
    readonly receivedAtMs: number;
    readonly store: Shop;
  }): Interpretation;
}

/** The first of several headers that is there. */
export function header(delivery: Pick<Delivery, 'headers'>, names: readonly string[]): string | null {
  for (const name of names) {
    const value = delivery.headers[name];
    if (value !== undefined) return value;
  }
  return null;
}
