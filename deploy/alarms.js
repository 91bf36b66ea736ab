const LATE = 'something waits, and nothing is lost';
const PERSON = 'a person has to look: docs/operating.md';

/** A 99th percentile of longer than this says that a timeout is near: the platforms' 5 s, or the function's own. */
const P99_MS = { Shopify: 4_000, Woocommerce: 4_000, Settle: 50_000, Sweep: 50_000 };

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

function functionAlarms(name) {
  const Dimensions = ofFunction(name);
  const slow = {
    Dimensions,
    Statistic: undefined,
    ExtendedStatistic: 'p99',
    Threshold: P99_MS[name],
    // Twice in a row: one cold start among few calls is a p99 already.
    EvaluationPeriods: 2,
  };
  return {
    [`${name}Errors`]: alarm(`${name} broke down: see its log`, 'AWS/Lambda', 'Errors', { Dimensions }),
    [`${name}Throttles`]: alarm(`${name} was throttled: ${LATE}`, 'AWS/Lambda', 'Throttles', { Dimensions }),
    [`${name}Slow`]: alarm(`${name} is close to its time limit`, 'AWS/Lambda', 'Duration', slow),
  };
}

/** Every alarm of the template. The names say what happened; the messages say what it means. */
export const alarms = async ({ resolveVariable }) => {
  const name = await resolveVariable('self:custom.name');
  const ofSchedules = [{ Name: 'ScheduleGroup', Value: { Ref: 'ScheduleGroup' } }];
  const visible = (queue) => ({ Dimensions: ofQueue(queue), Statistic: 'Maximum' });
  return {
    ...Object.assign({}, ...Object.keys(P99_MS).map(functionAlarms)),
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
    NotAcknowledged: alarm(
      'Deliveries were answered with a 5xx; WooCommerce does not send them again',
      'AWS/ApiGateway',
      '5xx',
      {
        Dimensions: [{ Name: 'ApiId', Value: { Ref: 'HttpApi' } }],
      },
    ),
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
    PersonNeeded: alarm(`Something was parked, or an account is not served: ${PERSON}`, name, 'PersonNeeded', {}),
  };
};
