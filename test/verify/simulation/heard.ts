import { bodyHash } from '../../../src/webhooks/body-hash.ts';
import type { Delivery } from '../laws/histories/history.ts';

/** Which bodies came to be known, and how: where deliveries may be lost, not all of them are. */
export interface Heard {
  /** A webhook's delivery was acknowledged. */
  acknowledged(index: number): void;
  /** What an invocation did is kept: in the ledger, or in a queue. */
  kept(invocation: string, order: string | null): void;
  /** The shop's own API gave this body of an order. */
  given(body: string, order: string): void;
  /** An invocation reads a body that the API gave. */
  reads(invocation: string, hash: string, atMs: number): void;
  byWebhook(index: number): boolean;
  /** The API's bodies that were read, whatever came of it. */
  readonly read: ReadonlySet<string>;
  /** The API's body is in the ledger. */
  keeps(body: string): boolean;
  /** The API's bodies that are in the ledger, as if they had been delivered. */
  fetched(): readonly Delivery[];
}

const OF_DELIVERY = /^(?:d|again)(\d+)/;

export function createHeard(): Heard {
  const byWebhook = new Set<number>();
  const given = new Map<string, { readonly body: string; readonly order: string }>();
  const reading = new Map<string, { readonly body: string; readonly atMs: number }>();
  const read = new Set<string>();
  const fetched = new Map<string, Delivery>();
  return {
    acknowledged: (index) => void byWebhook.add(index),
    kept(invocation, order) {
      const [, index] = OF_DELIVERY.exec(invocation) ?? [];
      if (index !== undefined) byWebhook.add(Number(index));
      const known = order === null ? undefined : reading.get(`${invocation} ${order}`);
      if (known === undefined || order === null || fetched.has(known.body)) return;
      const about = { orderId: order, topic: '', what: "read from the shop's API", simultaneous: false };
      fetched.set(known.body, { ...known, ...about });
    },
    given: (body, order) => void given.set(bodyHash(Buffer.from(body)), { body, order }),
    reads(invocation, hash, atMs) {
      const known = given.get(hash);
      if (known === undefined) return;
      read.add(known.body);
      reading.set(`${invocation} ${known.order}`, { body: known.body, atMs });
    },
    byWebhook: (index) => byWebhook.has(index),
    read,
    keeps: (body) => fetched.has(body),
    fetched: () => [...fetched.values()],
  };
}
