import { at, list, ofType, type Resource, type Template, target, texts } from './template.ts';

/** What a template wires to what, and every number that matters, as a line for each: to be compared with what it has to be. */
export function templateShape(template: Template): string[] {
  const lines = Object.entries(describers).flatMap(([type, describe]) =>
    ofType(template, type).map(([name, one]) => `${name}: ${describe(one)}`),
  );
  return [...types(template), ...lines];
}

/** A second way in, such as a function URL, would be a type or a number that nobody expects. */
function types(template: Template): string[] {
  const counts = Object.groupBy(Object.values(template.Resources), ({ Type }) => Type);
  return Object.entries(counts).map(([type, those = []]) => `${those.length} × ${type}`);
}

const describers: Readonly<Record<string, (one: Resource) => string>> = {
  'AWS::Lambda::Function': ({ Properties: of }) =>
    words(
      of.Handler,
      target(of.Role),
      `${of.MemorySize} MB`,
      `${of.Timeout} s`,
      reserved(of),
      environment(of),
      tags(of),
    ),
  'AWS::Lambda::EventInvokeConfig': ({ Properties: of }) =>
    words(target(of.FunctionName), `${of.MaximumRetryAttempts} retries`, `within ${of.MaximumEventAgeInSeconds} s`),
  'AWS::Lambda::EventSourceMapping': ({ Properties: of }) =>
    words(
      target(of.EventSourceArn),
      'to',
      target(of.FunctionName),
      of.Enabled ? 'enabled' : 'off',
      `by ${of.BatchSize}, ${at(of, 'ScalingConfig.MaximumConcurrency')} at once`,
    ),
  'AWS::Lambda::Permission': ({ Properties: of }) =>
    words(of.Principal, ...texts(of.SourceArn).slice(-2), 'may', of.Action, target(of.FunctionName)),
  'AWS::ApiGatewayV2::Route': ({ Properties: of }) =>
    words(of.RouteKey, 'to', ...texts(of.Target).slice(2), 'of', target(of.ApiId)),
  'AWS::ApiGatewayV2::Integration': ({ Properties: of }) =>
    words(of.IntegrationType, of.PayloadFormatVersion, 'to', target(of.IntegrationUri), 'of', target(of.ApiId)),
  'AWS::ApiGatewayV2::Stage': ({ Properties: of }) =>
    words(
      ...[of.StageName, 'of', target(of.ApiId), of.AutoDeploy ? 'deployed' : 'not deployed'],
      ...[at(of, 'DefaultRouteSettings.ThrottlingRateLimit'), 'a second, at once'],
      ...[
        at(of, 'DefaultRouteSettings.ThrottlingBurstLimit'),
        'logs to',
        target(at(of, 'AccessLogSettings.DestinationArn')),
      ],
      ...Object.entries(Object(of.RouteSettings)).map(([route, settings]) => `${route} ${JSON.stringify(settings)}`),
    ),
  'AWS::SQS::Queue': ({ Properties: of }) =>
    words(
      ...[
        `visible after ${of.VisibilityTimeout ?? 'the usual'}`,
        `up to ${of.MaximumMessageSize ?? 'the usual'}`,
        `delayed by ${of.DelaySeconds ?? 0}`,
        'dead letters to',
      ],
      ...[
        target(at(of, 'RedrivePolicy.deadLetterTargetArn')),
        'from',
        ...texts(at(of, 'RedriveAllowPolicy.sourceQueueArns')),
      ],
    ),
  'AWS::Scheduler::Schedule': ({ Properties: of }) =>
    words(
      ...[of.Name, of.State, of.ScheduleExpression, of.ScheduleExpressionTimezone],
      ...[of.EndDate === undefined ? undefined : `until ${of.EndDate}`, target(at(of, 'Target.Arn'))],
      ...[at(of, 'Target.Input'), 'as', target(at(of, 'Target.RoleArn'))],
      ...[at(of, 'Target.RetryPolicy.MaximumRetryAttempts'), 'retries within'],
      ...[at(of, 'Target.RetryPolicy.MaximumEventAgeInSeconds'), 's'],
      ...['dead letters to', target(at(of, 'Target.DeadLetterConfig.Arn')), 'in', target(of.GroupName)],
    ),
  'AWS::IAM::Role': ({ Properties: { AssumeRolePolicyDocument, ...of } }) =>
    words(...Object.keys(of), 'for', JSON.stringify(list(at(AssumeRolePolicyDocument, 'Statement')))),
  'AWS::Logs::LogGroup': ({ Properties: of }) => words(of.LogGroupName, `${of.RetentionInDays} days`),
  'AWS::Logs::MetricFilter': ({ Properties: of }) =>
    words(target(of.LogGroupName), of.FilterPattern, ...list(of.MetricTransformations).map((to) => JSON.stringify(to))),
  'AWS::Budgets::Budget': ({ Properties: of }) =>
    words(JSON.stringify(of.Budget), ...list(of.NotificationsWithSubscribers).map((one) => JSON.stringify(one))),
  'AWS::SNS::TopicPolicy': ({ Properties: of }) => JSON.stringify(at(of, 'PolicyDocument.Statement')),
  'AWS::CloudWatch::Alarm': ({ Properties: of }) =>
    words(
      ...[
        of.Namespace,
        of.MetricName,
        ...list(of.Dimensions).map((one) => `${at(one, 'Name')}=${target(at(one, 'Value')) ?? at(one, 'Value')}`),
        ...list(of.Metrics).map((one) => `${at(one, 'Expression')} in ${at(one, 'Period')} s`),
      ],
      ...[of.Statistic ?? of.ExtendedStatistic, of.ComparisonOperator, of.Threshold],
      of.Period === undefined ? undefined : `in ${of.Period} s`,
      ...[`${of.DatapointsToAlarm ?? of.EvaluationPeriods} of ${of.EvaluationPeriods}`, of.TreatMissingData],
      ...['to', ...list(of.AlarmActions).map(target), 'and', ...list(of.OKActions).map(target)],
      of.ActionsEnabled === false ? 'switched off' : undefined,
    ),
  'AWS::DynamoDB::Table': ({ Properties: of }) => words(of.DeletionProtectionEnabled ? 'protected' : 'not protected'),
  'AWS::S3::Bucket': ({ Properties: of }) =>
    words(
      ...texts(of.BucketName),
      ...Object.entries(Object(of.PublicAccessBlockConfiguration)).flatMap(([key, isOn]) => (isOn ? key : [])),
      ...list(at(of, 'LifecycleConfiguration.Rules')).map((rule) => JSON.stringify(rule)),
    ),
  'AWS::S3::BucketPolicy': ({ Properties: of }) =>
    words(target(of.Bucket), JSON.stringify(at(of, 'PolicyDocument.Statement'))),
};

function environment(of: Resource['Properties']): string {
  const variables = Object.entries(Object(at(of, 'Environment.Variables'))).toSorted();
  return variables.map(([name, value]) => `${name}=${target(value) ?? at(value, 'Fn::Sub') ?? value}`).join(' ');
}

function reserved(of: Resource['Properties']): string | undefined {
  const concurrency = of.ReservedConcurrentExecutions;
  return concurrency === undefined ? undefined : `${concurrency} reserved`;
}

function tags(of: Resource['Properties']): string {
  return list(of.Tags)
    .map((tag) => `${at(tag, 'Key')}=${at(tag, 'Value')}`)
    .join(' ');
}

function words(...parts: readonly unknown[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' ');
}
