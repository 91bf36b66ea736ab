/**
 * How the time of one invocation is divided, in milliseconds. Delays between invocations stand where they are decided.
 */
export const TIME = {
  /**
   * A webhook is answered by then; what is not posted is deferred. Shopify gives up after 5 s, connecting included.
   * @see https://shopify.dev/docs/apps/build/webhooks/verify-deliveries
   */
  answerWithin: 3_600,
  /** Left of a webhook function's time for the answer and the log lines. */
  webhookReserve: 300,
  /** Left of a queue or sweep function's time for the batch's report and for a call that is being aborted. */
  queueReserve: 1_000,
  /** Left of the promotions function's time to store how far a run came. */
  promotionReserve: 2_000,
  /** Longest work of one promotions invocation; another one continues. A file of a million rows is read in less. */
  promotionAtMost: 90_000,
  /** Reserved to put a delivery into the queue, should the ledger not answer. */
  deferring: 900,
  /** Longest that an answer waits for the note of the store's activity. */
  noting: 300,
  /** Reserved of that time to put an unverified delivery into its queue, once it is counted or cannot be. */
  keeping: 500,
  /** Longest that recording waits for the account to be opened, so that one write can record and mark. A slot may be further ahead. */
  openingAccount: 100,
  /** With less, no attempt is begun: its answer could hardly be stored. */
  leastForAttempt: 800,
  /** With less after the attempt was marked, the mark is taken back and no call is made. */
  leastForCall: 600,
  /** Reserved from an attempt's calls to store the answer in the ledger. */
  recordingAnswer: 400,
  /** Longer than all the calls of one attempt together. After it another worker may attempt the entry, with the same key. */
  lease: 60_000,
  /** Reserved for the sweep itself from the time for measuring what waits. */
  sweeping: 20_000,
  /** With less, the sweep reads no further page. */
  leastForSweepPage: 2_000,
  /** Reserved from a batch of awards to queue the remainder and to count the results. */
  recordingBatch: 3_000,
  /** Longest look at one store's webhooks, with four of them made again, each of which the shop tries for up to 5 s. */
  lookingAtWebhooks: 40_000,
  /** Longest work on one store's orders at a time, so that every store has its turn. */
  reconcilingStore: 60_000,
  /** With less, no further page of a store's orders is asked for. */
  leastForStorePage: 15_000,
  /** Longest that an order is fetched for which a delivery only names: the rest of its batch waits. */
  fetchingNamed: 10_000,
  /** Reserved from fetching an order that a delivery only names, to record it. */
  recordingNamed: 3_000,
  /** Reserved from asking for a page to record its orders and how far it came. */
  recordingPage: 8_000,
  /** With less, no more batches are queued: storing how far the run came takes time. */
  leastForQueuing: 5_000,
} as const;
