/** A metric's unit and its only possible dimension: never an order or a topic, and a store only where an alarm has to name it. */
interface MetricRow {
  readonly unit: 'Count' | 'Milliseconds' | 'Seconds';
  /** CloudWatch bills each value of a dimension as a metric: `Store` only for metrics that are rarely written. */
  readonly dimension: Dimension | null;
}

export type Dimension = 'Severity' | 'Store';

export type MetricName = keyof typeof metricTable;

/** Every metric of Ponte. Alarms and dashboard take the names from here. */
export const metricTable = {
  /** Of deliveries and of queued orders. */
  Outcomes: { unit: 'Count', dimension: 'Severity' },
  /**
   * Ages that pending entries will have at their next attempt, since they could have been posted, without those of customers whom
   * the loyalty API does not know yet; and, from each sweep, how long the oldest order has been ready.
   */
  OldestPendingAge: { unit: 'Seconds', dimension: null },
  /** Ages that verified deferred deliveries will have at their next try, since they were first received. */
  OldestKeptAge: { unit: 'Seconds', dimension: null },
  /** The same of unverified deliveries. */
  OldestUnverifiedAge: { unit: 'Seconds', dimension: null },
  /** Age of the oldest parked item, from each sweep. */
  OldestParkedAge: { unit: 'Seconds', dimension: null },
  /** Sweeps that found a parked item whose age had just reached another whole day. */
  StillParked: { unit: 'Count', dimension: null },
  /** By how much the most overdue run exceeds its planned time, from each sweep. */
  RunsOverdue: { unit: 'Seconds', dimension: null },
  /** Sweeps that could not measure an age. */
  NotMeasured: { unit: 'Count', dimension: null },
  /** Deliveries, queue messages and awards with a parked outcome. */
  Parked: { unit: 'Count', dimension: null },
  /** Each time that a body of another shop was set aside. */
  OtherShop: { unit: 'Count', dimension: 'Store' },
  /** Attempts after which an entry has to be tried again. */
  Retries: { unit: 'Count', dimension: null },
  /** Points of entries and of awards that were applied, by the run that saw it; taken back as a positive number. */
  PointsGiven: { unit: 'Count', dimension: null },
  PointsTakenBack: { unit: 'Count', dimension: null },
  /** Duration of each call, answered or not. */
  ApiLatency: { unit: 'Milliseconds', dimension: null },
  /** Deliveries that changed nothing. */
  Duplicates: { unit: 'Count', dimension: null },
  /** Deliveries older than one already recorded. */
  StaleFacts: { unit: 'Count', dimension: null },
  /** Deliveries whose own time was ahead of their arrival by more than ten minutes. */
  ShopClockAhead: { unit: 'Count', dimension: null },
  /** Reads of a store's secret that failed, or found it invalid or without usable credentials. */
  SecretTrouble: { unit: 'Count', dimension: null },
  /** Deliveries and orders of a store that is not in the configuration. */
  StoreMissing: { unit: 'Count', dimension: null },
  /** Deliveries that earn nothing because a shop or its webhook is set up wrongly. */
  ShopMisconfigured: { unit: 'Count', dimension: null },
  /** Entries applied with a warning of the API, or whose key something else had used. */
  ApiWarnings: { unit: 'Count', dimension: null },
  /** Deliveries that would have moved points of an order whose customer was erased. */
  ErasedOrders: { unit: 'Count', dimension: null },
  /** Ready items of the ledger that this version cannot read. */
  Unreadable: { unit: 'Count', dimension: null },
  /** Sweeps that found the store silent for longer than its setting allows. */
  StoreSilent: { unit: 'Count', dimension: 'Store' },
  /** Sweeps that found that far more of the store's orders than usual give no points. */
  StoreSkips: { unit: 'Count', dimension: 'Store' },
  /** Sweeps and refusals that found the store's deliveries refused in a row. */
  StoreRefused: { unit: 'Count', dimension: 'Store' },
  /** Orders whose points change by what reconciliation found, and no webhook told. */
  FoundLate: { unit: 'Count', dimension: 'Store' },
  /** Runs of reconciliation that found a store's API giving nothing for too long. */
  StoreNotReconciled: { unit: 'Count', dimension: 'Store' },
  /** Looks at a store's webhooks that found some missing, switched off or wrong. */
  WebhooksOff: { unit: 'Count', dimension: 'Store' },
  SignatureFailures: { unit: 'Count', dimension: null },
  /** Entries, messages and sweeps left for a later run because the time ran out. */
  OutOfTime: { unit: 'Count', dimension: null },
  /** Orders that wait because an account cannot be used, and alarms about it. */
  NotServed: { unit: 'Count', dimension: null },
  /** Runs of promotions that could not begin or continue, such as for a missing file. */
  PromotionsRefused: { unit: 'Count', dimension: null },
} as const satisfies Record<string, MetricRow>;
