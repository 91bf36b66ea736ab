const LATE = 'something waits, and nothing is lost';
const LOST = 'deliveries were answered with a 5xx, and WooCommerce does not send them again';
const PERSON = 'a person has to look: docs/operating.md';

/**
 * What being throttled means, and the 99th percentile of the duration that is too long. Webhook functions end their own work
 * at 3.6 s, so that one that waits for an API that hangs takes just that; the others have 60 s.
 */
const FUNCTIONS = {
  Shopify: { throttled: LOST, p99Ms: 3_000 },
  Woocommerce: { throttled: LOST, p99Ms: 3_000 },
  Settle: { throttled: LATE, p99Ms: 50_000 },
  Sweep: { throttled: LATE, p99Ms: 50_000 },
};

const ofQueue = (queue) => [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [queue, 'QueueName'] } }];
const ofFunction = (name) => [{ Name: 'FunctionName', Value: { Ref: `${name}LambdaFunction` } }];

/**
 * An alarm that tells the topic when it begins and when it ends. By default: on anything at all in five minutes, and no
 * data is good news.
 */
function alarm(AlarmDescription, Namespace, MetricName, rest) {
  const Notices = [{ Ref: 'Notices' }];
  return {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      AlarmDescription,
      Namespace,
      MetricName,
      Statistic: 'Sum',
      // As often as the sweep runs; whatever waits, waits for that long anyway.
      Period: 300,
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

/** Every alarm of the template. The names say what happened; the messages say what it means. */
export const alarms = async ({ resolveVariable }) => {
  const name = await resolveVariable('self:custom.name');
  const ofApi = [{ Name: 'ApiId', Value: { Ref: 'HttpApi' } }];
  const ofSchedules = [{ Name: 'ScheduleGroup', Value: { Ref: 'ScheduleGroup' } }];
  const visible = (queue) => ({ Dimensions: ofQueue(queue), Statistic: 'Maximum' });
  return {
    ...Object.assign({}, ...Object.entries(FUNCTIONS).map(functionAlarms)),
    DeadLetters: alarm(
      `Settling failed five times: ${PERSON}`,
      'AWS/SQS',
      'ApproximateNumberOfMessagesVisible',
      visible('SettleDeadLetters'),
    ),
    ScheduleDeadLettersVisible: alarm(
      `Sweeps could not be started: ${LATE}`,
      'AWS/SQS',
      'ApproximateNumberOfMessagesVisible',
      visible('ScheduleDeadLetters'),
    ),
    // A message may be told to wait for 15 minutes, which count; as long again is too long.
    OldestMessage: alarm(`Settling lags behind: ${LATE}`, 'AWS/SQS', 'ApproximateAgeOfOldestMessage', {
      ...visible('SettleQueue'),
      Threshold: 1_800,
    }),
    NotAcknowledged: alarm(`Not acknowledged: ${LOST}`, 'AWS/ApiGateway', '5xx', { Dimensions: ofApi }),
    // Unlike the functions' own duration, with their cold starts. Shopify gives up after 5 s, connecting included.
    AnsweredLate: alarm('Shopify is about to give up on answers', 'AWS/ApiGateway', 'Latency', slow(ofApi, 4_500)),
    ScheduleFailed: alarm(`Sweeps could not be started: ${LATE}`, 'AWS/Scheduler', 'InvocationsSentToDeadLetterCount', {
      Dimensions: ofSchedules,
    }),
    ScheduleDropped: alarm(`Sweeps were given up: ${LATE}`, 'AWS/Scheduler', 'InvocationDroppedCount', {
      Dimensions: ofSchedules,
    }),
    // Silence is the failure that no other metric shows: three sweeps are due in this time.
    SweepSilent: alarm(`No sweep for 15 minutes: ${LATE}`, 'AWS/Lambda', 'Invocations', {
      Dimensions: ofFunction('Sweep'),
      Period: 900,
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    }),
    // Does not say when it ends, which would look as if somebody had looked; and it holds on between the alarms of an
    // account that is not served, which are told every five minutes.
    PersonNeeded: alarm(`Something was parked, or an account is not served: ${PERSON}`, name, 'PersonNeeded', {
      EvaluationPeriods: 3,
      DatapointsToAlarm: 1,
      OKActions: [],
    }),
  };
};
