import { metricTable } from '../src/aws/cloudwatch/metric-table.ts';
import { storeAlarms } from './store-alarms.js';
import { storeQuery } from './store-query.js';

const LATE = 'something waits, and nothing is lost';
const LOST = 'deliveries were answered with a 5xx, and WooCommerce does not send them again';
const PERSON = 'a person has to look';

/**
 * What being throttled means, and the 99th percentile of the duration that is too long. Webhook functions end their own work
 * at 3.6 s, so that one that waits for an API that hangs takes just that; promotions have 120 s, the others 60 s. Reconciliation ends its
 * own work at 299 s, which a first look back may take.
 */
const FUNCTIONS = {
  Shopify: { throttled: LOST, p99Ms: 3_000 },
  Woocommerce: { throttled: LOST, p99Ms: 3_000 },
  Settle: { throttled: LATE, p99Ms: 50_000 },
  Park: { throttled: LATE, p99Ms: 50_000 },
  Promotions: { throttled: LATE, p99Ms: 100_000 },
  Sweep: { throttled: LATE, p99Ms: 50_000 },
  Reconcile: { throttled: LATE, p99Ms: 299_500 },
};

const ofQueue = (queue) => [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [queue, 'QueueName'] } }];
const ofFunction = (name) => [{ Name: 'FunctionName', Value: { Ref: `${name}LambdaFunction` } }];

/**
 * An alarm that tells the topic when it begins and when it ends. By default: on anything at all in five minutes, and no
 * data is good news.
 */
function alarm(AlarmDescription, Namespace, MetricName, rest) {
  return alarmOn({ Namespace, MetricName, Statistic: 'Sum', Period: PERIOD_SECONDS }, AlarmDescription, rest);
}

/** As often as the sweep runs; whatever waits, waits for that long anyway. */
const PERIOD_SECONDS = 300;

function alarmOn(subject, AlarmDescription, rest) {
  const Notices = [{ Ref: 'Notices' }];
  return {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      AlarmDescription: `${AlarmDescription}. See docs/operating.md`,
      ...subject,
      EvaluationPeriods: 1,
      Threshold: 0,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'notBreaching',
      AlarmActions: Notices,
      OKActions: Notices,
      ...rest,
    },
  };
}

/** Twice in a row: one slow call among few is a 99th percentile already. */
const slow = (Dimensions, Threshold) => ({
  Dimensions,
  Statistic: undefined,
  ExtendedStatistic: 'p99',
  Threshold,
  EvaluationPeriods: 2,
});

function functionAlarms([name, { throttled, p99Ms }]) {
  const Dimensions = ofFunction(name);
  return {
    [`${name}Errors`]: alarm(`${name} broke down: see its log`, 'AWS/Lambda', 'Errors', { Dimensions }),
    [`${name}Throttles`]: alarm(`${name} was throttled: ${throttled}`, 'AWS/Lambda', 'Throttles', { Dimensions }),
    [`${name}Slow`]: alarm(`${name} is close to its time limit`, 'AWS/Lambda', 'Duration', slow(Dimensions, p99Ms)),
  };
}

/**
 * Does not tell when it ends, which would look as if somebody had looked; and holds on between lines that are told every
 * five minutes.
 */
const untilSomebodyLooks = { EvaluationPeriods: 3, DatapointsToAlarm: 1, OKActions: [] };

/** On an age that is written at least once an hour while something waits. */
const hourly = { Statistic: 'Maximum', Threshold: 3_600, EvaluationPeriods: 15, DatapointsToAlarm: 1 };

/** Tells once a day at most, however often it happens. */
const daily = { Period: 86_400, OKActions: [] };

/** Not of what is over at the next try. */
const repeated = { EvaluationPeriods: 12, DatapointsToAlarm: 2 };

/** An alarm on a metric of our own; a metric with a dimension needs the value to look at. */
const ownAlarms = (namespace) => (description, metric, rest, of) => {
  const { dimension } = metricTable[metric];
  const Dimensions = dimension === null ? [] : [{ Name: dimension, Value: of }];
  return alarm(description, namespace, metric, { Dimensions, ...rest });
};

/** An alarm that tells of each store by itself; of up to 500 at a time, and of what happened within the last three hours. */
const alarmsOfEachStore = (namespace) => (description, metric, rest) => {
  const Expression = storeQuery(namespace, metric);
  return alarmOn(
    { Metrics: [{ Id: 'stores', Expression, Period: PERIOD_SECONDS, ReturnData: true }] },
    description,
    rest,
  );
};

/** Every alarm of the template. The names say what happened; the messages say what it means. */
export const alarms = async ({ resolveVariable }) => {
  const namespace = await resolveVariable('self:custom.name');
  const own = ownAlarms(namespace);
  const ofApi = [{ Name: 'ApiId', Value: { Ref: 'HttpApi' } }];
  const ofSchedules = [{ Name: 'ScheduleGroup', Value: { Ref: 'ScheduleGroup' } }];
  const visible = (queue) => ({ Dimensions: ofQueue(queue), Statistic: 'Maximum' });
  return {
    ...Object.assign({}, ...Object.entries(FUNCTIONS).map(functionAlarms)),
    DeadLetters: alarm(
      `Dead letters cannot be parked: ${LATE}`,
      'AWS/SQS',
      'ApproximateAgeOfOldestMessage',
      // Each is tried alone at most twice, six minutes apart, and then parked.
      { ...visible('SettleDeadLetters'), Threshold: 1_800 },
    ),
    UnverifiedDeadLettersOld: alarm(
      `Dead letters that nobody could verify cannot be parked: ${LATE}`,
      'AWS/SQS',
      'ApproximateAgeOfOldestMessage',
      { ...visible('UnverifiedDeadLetters'), Threshold: 1_800 },
    ),
    PromotionDeadLettersOld: alarm(
      `Dead letters of promotions cannot be parked: ${LATE}`,
      'AWS/SQS',
      'ApproximateAgeOfOldestMessage',
      { ...visible('PromotionDeadLetters'), Threshold: 1_800 },
    ),
    ScheduleDeadLettersVisible: alarm(
      `A sweep or a promotion could not be started: ${PERSON}`,
      'AWS/SQS',
      'ApproximateNumberOfMessagesVisible',
      visible('ScheduleDeadLetters'),
    ),
    // A message may be told to wait for 15 minutes, which count; as long again is too long.
    OldestMessage: alarm(`Settling lags behind: ${LATE}`, 'AWS/SQS', 'ApproximateAgeOfOldestMessage', {
      ...visible('SettleQueue'),
      Threshold: 1_800,
    }),
    // A million awards are queued at once, and at ten a second the last of them waits for 28 hours.
    PromotionsLate: alarm(`A promotion waits for its turn: ${LATE}`, 'AWS/SQS', 'ApproximateAgeOfOldestMessage', {
      ...visible('PromotionQueue'),
      Threshold: 172_800,
    }),
    NotAcknowledged: alarm(`Not acknowledged: ${LOST}`, 'AWS/ApiGateway', '5xx', { Dimensions: ofApi }),
    // Unlike the functions' own duration, with their cold starts. Shopify gives up after 5 s, connecting included.
    AnsweredLate: alarm('Shopify is about to give up on answers', 'AWS/ApiGateway', 'Latency', slow(ofApi, 4_500)),
    // One wrong URL of a busy shop, or somebody who tries; the functions see neither wrong paths nor what the API refuses.
    RequestsRefused: alarm(
      'Many requests are refused: a webhook is wrong, or somebody tries',
      'AWS/ApiGateway',
      '4xx',
      {
        Dimensions: ofApi,
        Threshold: 100,
      },
    ),
    RequestsThrottled: alarm(
      'Too many requests at once: WooCommerce does not send again what was answered 429',
      namespace,
      'RequestsThrottled',
      {},
    ),
    ScheduleFailed: alarm(
      `A sweep or a promotion could not be started: ${PERSON}`,
      'AWS/Scheduler',
      'InvocationsSentToDeadLetterCount',
      { Dimensions: ofSchedules },
    ),
    ScheduleDropped: alarm(
      `A sweep or a promotion was given up: ${PERSON}`,
      'AWS/Scheduler',
      'InvocationDroppedCount',
      { Dimensions: ofSchedules },
    ),
    // Silence is the failure that no other metric shows: three sweeps are due in this time.
    SweepSilent: alarm(`No sweep for 15 minutes: ${LATE}`, 'AWS/Lambda', 'Invocations', {
      Dimensions: ofFunction('Sweep'),
      Period: 900,
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    }),
    ReconcileSilent: alarm(`No reconciliation for an hour: ${LATE}`, 'AWS/Lambda', 'Invocations', {
      Dimensions: ofFunction('Reconcile'),
      Period: 3_600,
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    }),
    Parked: own(`Something was parked: ${PERSON}`, 'Parked', untilSomebodyLooks),
    StillParked: own(`Something has been parked for another day: ${PERSON}`, 'StillParked', { OKActions: [] }),
    KeptTooLong: own(`Deliveries wait for over an hour to be recorded: ${LATE}`, 'OldestKeptAge', hourly),
    // Those that rest are not visible, and settle takes the others at once.
    UnverifiedNotRead: alarm(
      `What waits to be verified is not read, or too slowly: ${LATE}`,
      'AWS/SQS',
      'ApproximateNumberOfMessagesVisible',
      { ...visible('UnverifiedQueue'), Statistic: 'Minimum', EvaluationPeriods: 12 },
    ),
    UnverifiedTooLong: own(
      `Deliveries wait for over an hour, as their store's secret cannot be read: ${PERSON}`,
      'OldestUnverifiedAge',
      hourly,
    ),
    RunOverdue: own(`A promotion is over an hour late: ${LATE}`, 'RunsOverdue', hourly),
    NotMeasured: own(`Nobody can tell what waits: the ledger cannot be read`, 'NotMeasured', {
      EvaluationPeriods: 3,
      DatapointsToAlarm: 2,
    }),
    SecretTrouble: own(`A store's secret cannot be used: ${PERSON}`, 'SecretTrouble', repeated),
    StoreMissing: own(`Something waits for a store that is not configured: ${PERSON}`, 'StoreMissing', repeated),
    ShopMisconfigured: own(`A shop or its webhook is set up wrongly: ${PERSON}`, 'ShopMisconfigured', daily),
    ApiWarnings: own(`BonifiQ applied points with a warning: ${PERSON}`, 'ApiWarnings', daily),
    ErasedOrderChanged: own(
      `An order whose customer was erased was paid or refunded since, and its points stay: ${PERSON}`,
      'ErasedOrders',
      daily,
    ),
    Unreadable: own(`An order's item in the ledger cannot be read: ${PERSON}`, 'Unreadable', untilSomebodyLooks),
    PromotionRefused: own(`A promotion could not begin: ${PERSON}`, 'PromotionsRefused', untilSomebodyLooks),
    ShopClockAhead: own(
      `A shop's clock is ahead, so that its newest news may lose: ${PERSON}`,
      'ShopClockAhead',
      untilSomebodyLooks,
    ),
    AccountNotServed: own(`An account is not served: ${PERSON}`, 'NotServed', untilSomebodyLooks),
    // On for six hours after the last try that failed: as long as the longest pause before the next.
    PendingTooLong: own(`Entries wait for over an hour: ${LATE}`, 'OldestPendingAge', {
      Statistic: 'Maximum',
      Threshold: 3_600,
      EvaluationPeriods: 72,
      DatapointsToAlarm: 1,
    }),
    ...storeAlarms(alarmsOfEachStore(namespace)),
    // WooCommerce switches a webhook off with the seventh failure in a row.
    SignaturesRefused: own('Signatures are refused: a secret is wrong, or somebody tries', 'SignatureFailures', {
      Period: 3_600,
      Threshold: 2,
    }),
    // What anybody can cause, such as a store that does not exist, and what has an alarm of its own count among them.
    ErrorOutcomes: own('Many deliveries or orders end in an error', 'Outcomes', { Threshold: 20 }, 'error'),
    // A call in a webhook function is given up after 3.2 s.
    ApiSlow: own(`BonifiQ answers slowly: ${LATE}`, 'ApiLatency', slow([], 3_000)),
    // An API that hangs for a moment leaves some work behind, too.
    OutOfTime: own(`Work is left for later runs again and again: ${LATE}`, 'OutOfTime', {
      Threshold: 10,
      EvaluationPeriods: 3,
    }),
  };
};
