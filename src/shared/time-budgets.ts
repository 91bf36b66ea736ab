/**
 * What the time of one invocation is for. Every number is in milliseconds; the waits between invocations stand where they are decided.
 */
export const TIME = {
  /**
   * A webhook is answered by then; what is not posted is deferred. Shopify gives up after 5 s, connecting included.
   * @see https://shopify.dev/docs/apps/build/webhooks/verify-deliveries
   */
  answerWithin: 3_600,
  /** Left of a webhook's function when the work ends: the answer and the log lines. */
  webhookReserve: 300,
  /** Left of a function that reads a queue, or sweeps: the batch's report, and a call that is being given up. */
  queueReserve: 1_000,
  /** Left of the promotions function: it writes down how far a run came. */
  promotionReserve: 2_000,
  /** A file of a million rows is read in less; what is not done by then goes on in another invocation. */
  promotionAtMost: 90_000,
  /** Kept back to put a delivery into the queue, should the ledger not answer. */
  deferring: 900,
  /** With less, no attempt is begun: its answer could hardly be written down. */
  leastForAttempt: 800,
  /** With less after marking, the mark is taken back: no call is made. */
  leastForCall: 600,
  /** Kept back of an attempt's calls to write the answer into the ledger. */
  recordingAnswer: 400,
  /** Longer than all the calls of one attempt together; after it, another worker may try the entry with the same key. */
  lease: 60_000,
  /** Kept back for a sweep, of the time in which it measures what waits first. */
  sweeping: 40_000,
  /** With less, the sweep asks for no other page. */
  leastForSweepPage: 2_000,
  /** Kept back of a batch of awards to queue what is left and to count what was done. */
  recordingBatch: 3_000,
  /** With less, no more batches are queued: there has to be time to say how far the run came. */
  leastForQueuing: 5_000,
} as const;
