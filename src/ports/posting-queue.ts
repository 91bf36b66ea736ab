import type { RecordKey } from '../domain/record.ts';

/** Names records to settle later. It holds no truth: a message lost, doubled or late changes nothing that the ledger knows. */
export interface PostingQueue {
  /** `failed` were not queued and may be sent again. Rejects when it is unknown which were queued; then all may be sent again. */
  send(
    keys: readonly RecordKey[],
    delaySeconds: number,
    signal: AbortSignal,
  ): Promise<{ readonly failed: readonly RecordKey[] }>;
}
