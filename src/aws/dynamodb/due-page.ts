import * as z from 'zod/mini';
import { PENDING_SHARDS } from './table-definition.ts';

/** Where the next page of ready orders begins: a shard of the index, and the last key read from it. */
export interface ReadyPosition {
  readonly shard: number;
  readonly after: { readonly pk: string; readonly pendingAtMs: number } | null;
}

const readyPosition = z.strictObject({
  shard: z.int().check(z.minimum(0), z.maximum(PENDING_SHARDS - 1)),
  after: z.nullable(z.strictObject({ pk: z.string(), pendingAtMs: z.number() })),
});

/** Writes a position as the opaque token that callers pass back. */
export function toPageToken(position: ReadyPosition): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** Reads a page token; `null` stands for the first page. Throws on a token that `toPageToken` did not write. */
export function fromPageToken(token: string | null): ReadyPosition {
  if (token === null) return { shard: 0, after: null };
  try {
    return readyPosition.parse(JSON.parse(Buffer.from(token, 'base64url').toString()));
  } catch {
    throw new TypeError('not a page token of this ledger');
  }
}
