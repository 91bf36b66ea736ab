/**
 * What a metric is counted in, and the one dimension it may have: no order, no topic; and a store only where its alarm has to
 * name it, as each value of a dimension is a metric to pay for.
 */
interface MetricRow {
  readonly unit: 'Count' | 'Milliseconds' | 'Seconds';
  readonly dimension: Dimension | null;
}

export type Dimension = 'Severity' | 'Store';

export type MetricName = keyof typeof metricTable;

/** Every metric that Ponte writes; alarms and dashboard take the names from here. */
export const metricTable = {
  /** Of deliveries and of queued orders. */
  Outcomes: { unit: 'Count', dimension: 'Severity' },
  /**
   * How long entries that could have been posted will have been pending when they are tried again, without those of customers
   * whom the points API does not know yet; and, from each sweep, for how long the order that was due first had been due.
   */
  OldestPendingAge: { unit: 'Seconds', dimension: null },
  /** How old kept deliveries will be when they are tried again: since they were received first, however often they were sent on. */
  OldestKeptAge: { unit: 'Seconds', dimension: null },
  /** The same of those whose sender nobody could verify. */
  OldestUnverifiedAge: { unit: 'Seconds', dimension: null },
  /** How long the oldest of what is parked has waited, from each sweep. */
  OldestParkedAge: { unit: 'Seconds', dimension: null },
  /** Sweeps that found something parked whose age had just reached another whole day. */
  StillParked: { unit: 'Count', dimension: null },
  /** By how much the run that is most behind exceeds the time planned for it, from each sweep. */
  RunsOverdue: { unit: 'Seconds', dimension: null },
  /** Sweeps that could not tell how long something waits. */
  NotMeasured: { unit: 'Count', dimension: null },
  /** Each time that a parked order, or a body that nobody can read, was come across. */
  Parked: { unit: 'Count', dimension: null },
  /** Each time that a body of another shop was set aside. */
  OtherShop: { unit: 'Count', dimension: 'Store' },
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
  /** Stores' secrets that could not be read, were read in vain, or hold no usable credentials. */
  SecretTrouble: { unit: 'Count', dimension: null },
  /** Deliveries and orders of a store that the configuration does not have. */
  StoreMissing: { unit: 'Count', dimension: null },
  /** Deliveries that earn nothing since a shop or its webhook is set up wrongly. */
  ShopMisconfigured: { unit: 'Count', dimension: null },
  /** Entries that were applied with a warning of the API, or whose key somebody else had used. */
  ApiWarnings: { unit: 'Count', dimension: null },
  /** Items of the ledger that were due and that nobody here can read. */
  Unreadable: { unit: 'Count', dimension: null },
  SignatureFailures: { unit: 'Count', dimension: null },
  /** Entries, messages and sweeps that were left because the time had run out. */
  OutOfTime: { unit: 'Count', dimension: null },
  /** Orders that wait because an account is not served, and alarms about it. */
  NotServed: { unit: 'Count', dimension: null },
  /** Runs of promotions that could not begin, such as for a missing file. */
  PromotionsRefused: { unit: 'Count', dimension: null },
} as const satisfies Record<string, MetricRow>;
