import type { RecordKey } from '../domain/record.ts';

/** Names records to post later. The ledger holds all state, so that a lost, doubled or late message does no harm. */
export interface PostingQueue {
  /** `failed` were not queued. Rejects when it is unknown which were queued; all may then be sent again. */
  send(
    keys: readonly RecordKey[],
    delaySeconds: number,
    signal: AbortSignal,
  ): Promise<{ readonly failed: readonly RecordKey[] }>;
}
