import * as z from 'zod/mini';
import { isNewerBody } from '../../domain/observation.ts';
import type { ArrivedBody } from '../../domain/order-facts.ts';
import type { OfOtherShop } from '../../ports/ledger.ts';
import { EXPIRES_AT } from './table-definition.ts';

/** What the item of a body of another shop says of it, for the next one to be compared with. */
export interface KeptOfOtherShop {
  readonly host: string;
  readonly order: string | null;
  readonly expiresAtMs: number;
  /** `null` of one that cannot be read. */
  readonly body: ArrivedBody | null;
}

/** The attributes that only such items have. */
export function otherShopAttributes({ host, described }: OfOtherShop) {
  if (described === null) return { host };
  const { observedAtMs, rank, hash: bodyHash } = described.body;
  return { host, order: described.order, observedAtMs, bodyHash, ...(rank !== null && { rank }) };
}

const stored = z.object({
  host: z.string(),
  order: z._default(z.nullable(z.string()), null),
  receivedAtMs: z.number(),
  observedAtMs: z._default(z.nullable(z.number()), null),
  rank: z._default(z.nullable(z.number()), null),
  bodyHash: z._default(z.string(), ''),
  [EXPIRES_AT]: z.number(),
});

/** Reads them back. Throws without quoting the item. */
export function keptOfOtherShop(item: unknown): KeptOfOtherShop {
  const { host, order, receivedAtMs: arrivedAtMs, observedAtMs, rank, bodyHash: hash, ...rest } = stored.parse(item);
  const body = observedAtMs === null ? null : { observedAtMs, arrivedAtMs, rank, hash };
  return { host, order, expiresAtMs: rest[EXPIRES_AT] * 1_000, body };
}

/** Whether a body is kept in place of the one that is, if there is one. DynamoDB deletes what has expired only days later. */
export function takesPlace(next: KeptOfOtherShop, kept: KeptOfOtherShop | null, nowMs: number): boolean {
  if (kept === null || kept.expiresAtMs <= nowMs) return true;
  if (next.body === null || kept.body === null || next.body.hash === kept.body.hash) return false;
  return isNewerBody(next.body, kept.body);
}
