/** What a metric is counted in, and the one dimension it may have: no store, no order, no topic. */
interface MetricRow {
  readonly unit: 'Count' | 'Milliseconds' | 'Seconds';
  readonly dimension: 'Severity' | null;
}

export type MetricName = keyof typeof metricTable;

/** Every metric that Ponte writes; alarms and dashboard take the names from here. */
export const metricTable = {
  /** Of deliveries and of queued orders. */
  Outcomes: { unit: 'Count', dimension: 'Severity' },
  /**
   * How long entries that could have been posted were still pending when a run left them, without those of customers whom
   * the points API does not know yet; and, from each sweep, for how long the order that was due first had been due.
   * Its maximum is the age of the oldest pending entry that anything came across.
   */
  OldestPendingAge: { unit: 'Seconds', dimension: null },
  /** Each time that a parked order, or a body that nobody can read, was come across. */
  Parked: { unit: 'Count', dimension: null },
  /** Attempts after which an entry has to be tried again. */
  Retries: { unit: 'Count', dimension: null },
  /** Of each call, answered or not. */
  ApiLatency: { unit: 'Milliseconds', dimension: null },
  /** Deliveries that told nothing new. */
  Duplicates: { unit: 'Count', dimension: null },
  /** Deliveries that described an older moment than one already recorded. */
  StaleFacts: { unit: 'Count', dimension: null },
  /** Deliveries whose own time was ahead of their arrival by more than ten minutes. */
  ShopClockAhead: { unit: 'Count', dimension: null },
  SignatureFailures: { unit: 'Count', dimension: null },
  /** Entries, messages and sweeps that were left because the time had run out. */
  OutOfTime: { unit: 'Count', dimension: null },
  /** Alarms about an account that is not served; at most one in five minutes of each container. */
  NotServed: { unit: 'Count', dimension: null },
  /** Runs of promotions that could not begin, such as for a missing file. */
  PromotionsRefused: { unit: 'Count', dimension: null },
} as const satisfies Record<string, MetricRow>;
