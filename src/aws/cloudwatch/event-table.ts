import type { Outcome } from '../../domain/outcome.ts';
import { outcomeTable } from '../../domain/outcome-table.ts';
import type { Reason } from '../../domain/reasons.ts';
import type { EventOf, PonteEvent } from '../../ports/telemetry.ts';
import type { Sample } from './embedded-metrics.ts';
import { errorFields } from './error-fields.ts';
import { hasJustReachedADay } from './just-reached-a-day.ts';
import type { MetricName } from './metric-table.ts';
import { reasonMetrics } from './reason-metrics.ts';

/** What a log line may carry: ids, names and numbers; never a body, a secret, an e-mail address or a customer. */
export interface LogLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly fields: { readonly what: string; readonly [name: string]: unknown };
}

interface EventRow<Event extends PonteEvent> {
  /** `null` for an event without a line. */
  line(event: Event): LogLine | null;
  samples(event: Event): readonly Sample[];
  /** The last event of its invocation. */
  readonly endsInvocation: boolean;
}

const within = { endsInvocation: false };
const last = { endsInvocation: true };
/** The lowest HTTP status that is an error. */
const ERRORS_FROM = 400;

/** The line of an event whose fields all stand in it. */
const told = (level: LogLine['level'], what: string) => {
  return ({ kind: _, ...fields }: PonteEvent) => line(level, what, fields);
};

/** What is logged and measured of each event. */
const eventTable: { readonly [Kind in PonteEvent['kind']]: EventRow<EventOf<Kind>> } = {
  started: {
    ...within,
    line: told('info', 'started'),
    samples: () => [],
  },
  deliveryHandled: {
    ...last,
    line: ({ kind: _, outcome, ...fields }) => outcomeLine('delivery', fields, outcome),
    // What succeeds is counted by filters on its line (`deploy/resources/successes.yml`): metrics of its own would be half as long.
    samples: ({ outcome, store }) => [
      ...outcomeSamples(outcome, store).filter(({ of }) => of !== 'success'),
      ...movedBy(outcome),
    ],
  },
  factsRecorded: {
    ...within,
    line: () => null,
    samples: ({ stale, changed }) => [...counted('StaleFacts', stale), ...counted('Duplicates', !stale && !changed)],
  },
  shopClockAhead: {
    ...within,
    line: told('warn', 'shopClockAhead'),
    samples: () => [sample('ShopClockAhead', 1)],
  },
  storeSilent: {
    ...within,
    line: told('error', 'storeSilent'),
    samples: ({ store }) => [{ metric: 'StoreSilent', value: 1, of: store }],
  },
  storeSkips: {
    ...within,
    line: told('error', 'storeSkips'),
    samples: ({ store }) => [{ metric: 'StoreSkips', value: 1, of: store }],
  },
  storeRefused: {
    ...within,
    line: told('error', 'storeRefused'),
    samples: ({ store }) => [{ metric: 'StoreRefused', value: 1, of: store }],
  },
  orderFound: {
    ...within,
    line: ({ kind: _, ...fields }) => line('warn', 'orderFound', fields),
    samples: ({ store, news }) => (news === 'points' ? [{ metric: 'FoundLate', value: 1, of: store }] : []),
  },
  storeNotReconciled: {
    ...within,
    line: ({ kind: _, ...fields }) => line('error', 'storeNotReconciled', fields),
    samples: ({ store }) => [{ metric: 'StoreNotReconciled', value: 1, of: store }],
  },
  webhooksOff: {
    ...within,
    line: told('error', 'webhooksOff'),
    samples: ({ store }) => [{ metric: 'WebhooksOff', value: 1, of: store }],
  },
  webhookRepaired: {
    ...within,
    line: told('warn', 'webhookRepaired'),
    samples: () => [],
  },
  webhookGap: {
    ...within,
    line: told('warn', 'webhookGap'),
    samples: () => [],
  },
  webhooksNotSeen: {
    ...within,
    line: told('warn', 'webhooksNotSeen'),
    samples: () => [],
  },
  reconciled: {
    ...last,
    line: ({ kind: _, ...fields }) => line('info', 'reconciled', fields),
    samples: () => [],
  },
  orderSettled: {
    ...within,
    line: ({ kind: _, outcome, ...fields }) => outcomeLine('settle', fields, outcome),
    samples: ({ outcome, store }) => [...outcomeSamples(outcome, store), ...movedBy(outcome)],
  },
  batchSettled: {
    ...last,
    line: ({ kind: _, ...fields }) => (fields.comeAgain === 0 ? null : line('warn', 'batch', fields)),
    samples: () => [],
  },
  swept: {
    ...last,
    line: ({ kind: _, ...fields }) => line(fields.unreadable > 0 ? 'error' : 'info', 'sweep', fields),
    samples: ({ overdueMs, unreadable }) => [
      sample('OldestPendingAge', overdueMs / 1_000),
      ...counted('Unreadable', unreadable > 0),
    ],
  },
  waitingMeasured: {
    ...within,
    line: () => null,
    samples: ({ parkedMs, runsOverdueMs }) => [
      ...(parkedMs === null ? [] : [sample('OldestParkedAge', parkedMs / 1_000)]),
      ...counted('StillParked', parkedMs !== null && hasJustReachedADay(parkedMs)),
      ...(runsOverdueMs === null ? [] : [sample('RunsOverdue', runsOverdueMs / 1_000)]),
      ...counted('NotMeasured', parkedMs === null || runsOverdueMs === null),
    ],
  },
  storesWatched: {
    ...within,
    line: () => null,
    samples: ({ unread }) => counted('NotMeasured', unread > 0),
  },
  deliveryKept: {
    ...within,
    line: () => null,
    samples: ({ isVerified, ageMs, nextInMs }) => [
      sample(isVerified ? 'OldestKeptAge' : 'OldestUnverifiedAge', (ageMs + nextInMs) / 1_000),
    ],
  },
  apiCalled: {
    ...within,
    line: ({ kind: _, ...fields }) => {
      const isFine = fields.status !== null && fields.status < ERRORS_FROM;
      return isFine ? null : line('warn', 'apiCall', fields);
    },
    samples: ({ tookMs }) => [sample('ApiLatency', tookMs)],
  },
  runRefused: {
    ...within,
    line: told('error', 'runRefused'),
    samples: () => [sample('PromotionsRefused', 1)],
  },
  runBegun: {
    ...within,
    line: ({ kind: _, ...fields }) => line(fields.bad > 0 ? 'warn' : 'info', 'runBegun', fields),
    samples: () => [],
  },
  awardsPosted: {
    ...within,
    line: told('info', 'awardsPosted'),
    samples: ({ parked, points }) => [...(parked > 0 ? [sample('Parked', parked)] : []), ...moved(points)],
  },
  promotionHandled: {
    ...within,
    line: ({ kind: _, outcome, ...fields }) => outcomeLine('promotion', fields, outcome),
    samples: ({ outcome: { kind, reason } }) => [
      { metric: 'Outcomes', value: 1, of: outcomeTable[kind].severity },
      ...countedOf(reason),
    ],
  },
  entryLeft: {
    ...within,
    line: told('info', 'entryLeft'),
    samples: ({ result, ageMs, nextInMs }) => [
      ...counted('Retries', result !== null),
      // An entry of an unknown customer may wait for days until that customer joins.
      ...(result === 'customerUnknown' ? [] : [sample('OldestPendingAge', (ageMs + nextInMs) / 1_000)]),
    ],
  },
  outOfTime: {
    ...within,
    line: told('warn', 'outOfTime'),
    samples: ({ count }) => [sample('OutOfTime', count ?? 1)],
  },
  secretTrouble: {
    ...within,
    line: told('warn', 'secretTrouble'),
    // A short secret still works.
    samples: ({ trouble }) => counted('SecretTrouble', trouble !== 'shortWebhookSecret'),
  },
  brokeDown: {
    ...last,
    line: ({ error }) => line('error', 'brokeDown', errorFields(error)),
    samples: () => [],
  },
  warning: {
    ...within,
    line: (event) =>
      line('warn', 'warning', { message: event.message, ...('error' in event && errorFields(event.error)) }),
    samples: () => [],
  },
  alarm: {
    ...within,
    line: told('error', 'alarm'),
    samples: () => [sample('NotServed', 1)],
  },
};

/** The log line of an event, if it has one. */
export function logLine<Kind extends PonteEvent['kind']>(event: EventOf<Kind>): LogLine | null {
  return rowOf<Kind>(event).line(event);
}

/** The metric samples of an event. */
export function samplesOf<Kind extends PonteEvent['kind']>(event: EventOf<Kind>): readonly Sample[] {
  return rowOf<Kind>(event).samples(event);
}

export function endsInvocation(event: PonteEvent): boolean {
  return eventTable[event.kind].endsInvocation;
}

function rowOf<Kind extends PonteEvent['kind']>(event: EventOf<Kind>): EventRow<EventOf<Kind>> {
  return eventTable[event.kind as Kind];
}

function line(level: LogLine['level'], what: string, fields: object): LogLine {
  return { level, fields: { what, ...fields } };
}

/** The line of a delivery's or a queue message's outcome. */
function outcomeLine(what: 'delivery' | 'settle' | 'promotion', about: object, outcome: Outcome): LogLine {
  const { severity, disposition, logLevel } = outcomeTable[outcome.kind];
  const { kind, entries, ...rest } = outcome;
  return line(logLevel, what, {
    outcome: kind,
    severity,
    // Most are done, and have no entries.
    ...(disposition !== 'done' && { disposition }),
    ...about,
    ...rest,
    ...(entries.length > 0 && { entries }),
  });
}

function outcomeSamples({ kind, reason }: Outcome, store: string | null): readonly Sample[] {
  const { severity, disposition } = outcomeTable[kind];
  // A copy of a shop may send thousands, and would keep the alarms on errors and on what is parked busy.
  if (reason === 'otherShop' && disposition === 'parked') return ofStore('OtherShop', store);
  return [
    { metric: 'Outcomes', value: 1, of: severity },
    ...(disposition === 'parked' ? [sample('Parked', 1)] : countedOf(reason)),
  ];
}

/** The points that an outcome tells to be applied, which were asked about just now. */
function movedBy({ entries }: Outcome): readonly Sample[] {
  return entries.flatMap(({ points, outcome }) => (outcome === 'applied' ? moved(points) : []));
}

function moved(points: number): readonly Sample[] {
  if (points === 0) return [];
  return [points > 0 ? sample('PointsGiven', points) : sample('PointsTakenBack', -points)];
}

/** Counted by events of their own, or by what the outcome is. */
const COUNTED_OTHERWISE: ReadonlySet<MetricName> = new Set([
  'Outcomes',
  'PromotionsRefused',
  'NotServed',
  'SecretTrouble',
  'StoreSkips',
]);

function countedOf(reason: Reason): readonly Sample[] {
  const metric = reasonMetrics[reason];
  return metric === undefined || COUNTED_OTHERWISE.has(metric) ? [] : [sample(metric, 1)];
}

function ofStore(metric: MetricName, store: string | null): readonly Sample[] {
  return store === null ? [] : [{ metric, value: 1, of: store }];
}

function counted(metric: MetricName, happened: boolean): readonly Sample[] {
  return happened ? [sample(metric, 1)] : [];
}

function sample(metric: MetricName, value: number): Sample {
  return { metric, value, of: null };
}
