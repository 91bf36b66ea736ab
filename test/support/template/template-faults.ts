import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXPIRES_AT, tableDefinition } from '../../../src/aws/dynamodb/table-definition.ts';
import { readEnvironment } from '../../../src/lambda/environment.ts';
import { audiencesAreKept } from './audience-faults.ts';
import { differences } from './differences.ts';
import { successesAreCounted } from './success-faults.ts';
import { allowed, at, list, ofType, type Resource, type Template, target, texts } from './template.ts';
import { templateShape } from './template-shape.ts';
import { throttles, tooManyRequestsAreCounted } from './throttle-faults.ts';

const FOURTEEN_DAYS_SECONDS = 14 * 24 * 60 * 60;

/** What keeps a template from being deployed, in words: what CloudFormation's own rules cannot know. */
export function templateFaults(template: Template): string[] {
  return rules.flatMap((rule) => rule(template));
}

const rules: readonly ((template: Template) => string[])[] = [
  noWildcards,
  oneRoleEach,
  trustsOwnAccount,
  ledgerAsTheCodeExpects,
  ledgerStays,
  queues,
  buckets,
  audiencesAreKept,
  eventSources,
  schedules,
  functions,
  queriesLookBack,
  throttles,
  tooManyRequestsAreCounted,
  successesAreCounted,
  shape,
];

/** Objects have no names beforehand: of one bucket of our own, all or those of a folder. */
const OBJECTS = /^\$\{\w+\.Arn\}\/(?:[\w-]+\/)*\*$/;

function noWildcards(template: Template): string[] {
  return allowed(template).flatMap(({ of, actions, resources, statement }) => [
    ...actions.filter((action) => action.includes('*')).map((action) => `${of} allows the action ${action}`),
    ...resources
      .flatMap(texts)
      .filter((text) => text.includes('*') && !(OBJECTS.test(text) && actions.every(isOfObjects)))
      .filter((text) => !(SECRETS.test(text) && actions.every(isOfSecrets) && isByTags(statement)))
      .map((text) => `${of} allows the resource ${text}`),
    ...(texts(at(statement, 'Principal')).includes('*') ? [`${of} allows everybody`] : []),
    ...['NotAction', 'NotResource', 'NotPrincipal'].flatMap((not) => (at(statement, not) ? [`${of}: ${not}`] : [])),
  ]);
}

/** A thousand stores are too many to name: of the stage's own prefix, those with the stage's tags. */
const SECRETS = /^arn:[^*]+:secret:[\w-]+\/[\w-]+\/\*$/;

function isOfSecrets(action: string): boolean {
  return action === 'secretsmanager:GetSecretValue';
}

function isByTags(statement: unknown): boolean {
  const wanted = Object(at(statement, 'Condition.StringEquals'));
  return ['service', 'stage'].every((key) => typeof wanted[`aws:ResourceTag/${key}`] === 'string');
}

function isOfObjects(action: string): boolean {
  return /^s3:(?:Get|Put)Object/.test(action);
}

function oneRoleEach(template: Template): string[] {
  const roles = ofType(template, 'AWS::Lambda::Function').map(([, { Properties }]) => target(Properties.Role));
  return new Set(roles).size === roles.length ? [] : ['two functions share a role'];
}

/** Whoever acts for many accounts has to say that it acts for ours. */
function trustsOwnAccount(template: Template): string[] {
  return ofType(template, 'AWS::IAM::Role').flatMap(([name, role]) =>
    list(at(role, 'Properties.AssumeRolePolicyDocument.Statement')).flatMap((statement) => {
      const service = at(statement, 'Principal.Service');
      if (service === 'lambda.amazonaws.com') return [];
      if (service !== 'scheduler.amazonaws.com') return [`${name} trusts ${texts(at(statement, 'Principal'))}`];
      const account = at(statement, 'Condition.StringEquals.aws:SourceAccount.Ref');
      return account === 'AWS::AccountId' ? [] : [`${name} trusts other accounts' schedules`];
    }),
  );
}

function ledgerAsTheCodeExpects({ Resources: { LedgerTable: table } }: Template): string[] {
  return Object.entries(tableDefinition(String(at(table, 'Properties.TableName'))))
    .filter(([key, value]) => JSON.stringify(at(table, `Properties.${key}`)) !== JSON.stringify(value))
    .map(([key]) => `the ledger's ${key} is not the code's`);
}

function ledgerStays({ Resources: { LedgerTable: table } }: Template): string[] {
  const wanted = {
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    'Properties.SSESpecification.SSEEnabled': true,
    'Properties.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled': true,
    'Properties.TimeToLiveSpecification.AttributeName': EXPIRES_AT,
    'Properties.TimeToLiveSpecification.Enabled': true,
  };
  return differences('LedgerTable', table, wanted);
}

function queues(template: Template): string[] {
  return ofType(template, 'AWS::SQS::Queue').flatMap(([name, queue]) =>
    differences(name, queue, {
      'Properties.SqsManagedSseEnabled': true,
      'Properties.MessageRetentionPeriod': FOURTEEN_DAYS_SECONDS,
    }),
  );
}

function buckets(template: Template): string[] {
  return ofType(template, 'AWS::S3::Bucket').flatMap(([name, bucket]) => {
    const encrypted = at(bucket, 'Properties.BucketEncryption.ServerSideEncryptionConfiguration.0');
    return encrypted === undefined ? [`${name} is in the clear`] : [];
  });
}

function eventSources(template: Template): string[] {
  return ofType(template, 'AWS::Lambda::EventSourceMapping').flatMap(([name, { Properties }]) => {
    const queue = template.Resources[target(Properties.EventSourceArn) ?? ''];
    const worker = template.Resources[target(Properties.FunctionName) ?? ''];
    const deadLetters = template.Resources[target(at(queue, 'Properties.RedrivePolicy.deadLetterTargetArn')) ?? ''];
    return [
      ...(Number(at(queue, 'Properties.VisibilityTimeout')) >= 6 * Number(at(worker, 'Properties.Timeout'))
        ? []
        : [`${name}: messages come back before the function's timeout is over six times`]),
      ...(list(Properties.FunctionResponseTypes).includes('ReportBatchItemFailures')
        ? []
        : [`${name}: one message that fails brings back its whole batch`]),
      ...(at(Properties, 'ScalingConfig.MaximumConcurrency') ? [] : [`${name} has no maximum concurrency`]),
      ...(isOfDeadLetters(queue) ? alone(name, Properties) : withDeadLetters(name, queue, deadLetters)),
    ];
  });
}

/** Behind the dead letters is nothing more. */
function isOfDeadLetters(queue: Resource | undefined): boolean {
  return at(queue, 'Properties.RedriveAllowPolicy') !== undefined;
}

function alone(name: string, { BatchSize }: Resource['Properties']): string[] {
  return BatchSize === 1 ? [] : [`${name}: a dead letter has to be tried alone`];
}

function withDeadLetters(name: string, queue: Resource | undefined, deadLetters: Resource | undefined): string[] {
  return [
    ...(deadLetters?.Type === 'AWS::SQS::Queue' ? [] : [`${name}: its queue has no dead letters`]),
    ...(Number(at(queue, 'Properties.RedrivePolicy.maxReceiveCount')) >= 5
      ? []
      : [`${name}: too few receives before the dead letters`]),
  ];
}

function schedules(template: Template): string[] {
  return ofType(template, 'AWS::Scheduler::Schedule').flatMap(([name, schedule]) => [
    ...(at(schedule, 'Properties.State') === 'ENABLED' ? [] : [`${name} is not enabled`]),
    ...(template.Resources[target(at(schedule, 'Properties.Target.DeadLetterConfig.Arn')) ?? '']?.Type ===
    'AWS::SQS::Queue'
      ? []
      : [`${name} has no dead letters`]),
    ...(at(schedule, 'Properties.Target.RetryPolicy') ? [] : [`${name} has no retry policy`]),
  ]);
}

/**
 * CloudWatch refuses such an alarm when it is made.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-limits.html
 */
function queriesLookBack(template: Template): string[] {
  return ofType(template, 'AWS::CloudWatch::Alarm').flatMap(([name, { Properties }]) => {
    const [query] = list(Properties.Metrics);
    const seconds = Number(at(query, 'Period')) * Number(Properties.EvaluationPeriods);
    return query === undefined || seconds <= 10_800 ? [] : [`${name} looks back for more than three hours`];
  });
}

function functions(template: Template): string[] {
  const groups = ofType(template, 'AWS::Logs::LogGroup');
  return ofType(template, 'AWS::Lambda::Function').flatMap(([name, one]) => {
    const group = groups.find(([, { Properties }]) => {
      return Properties.LogGroupName === `/aws/lambda/${one.Properties.FunctionName}`;
    });
    return [
      ...differences(name, one, {
        'Properties.Runtime': 'nodejs24.x',
        'Properties.Architectures.0': 'arm64',
        'Properties.LoggingConfig.LogFormat': 'JSON',
        'Properties.LoggingConfig.ApplicationLogLevel': 'INFO',
        'Properties.LoggingConfig.SystemLogLevel': 'WARN',
      }),
      ...environmentFaults(name, at(one, 'Properties.Environment.Variables')),
      ...(at(group?.[1], 'Properties.RetentionInDays') ? [] : [`${name} keeps its logs for ever`]),
    ];
  });
}

/** The code itself says what is missing. */
function environmentFaults(name: string, variables: unknown): string[] {
  const deployed: Record<string, string> = {
    LedgerTable: 'ledger',
    SettleQueue: 'https://sqs.example.com/settle',
    UnverifiedQueue: 'https://sqs.example.com/unverified',
    PromotionQueue: 'https://sqs.example.com/promotions',
    AudienceBucket: 'audiences',
  };
  const entries = Object.entries(Object(variables)).map(([key, value]) => {
    return [key, typeof value === 'string' ? value : deployed[target(value) ?? '']];
  });
  try {
    readEnvironment(Object.fromEntries(entries));
    return [];
  } catch (error) {
    return [`${name}: ${error instanceof Error ? error.message : error}`];
  }
}

/** `expected-shape.txt` is what `npm run package -- --stage prod` has to make: a template that should change changes it, too. */
function shape(template: Template): string[] {
  const expected = readFileSync(join(import.meta.dirname, 'expected-shape.txt'), 'utf8')
    .trimEnd()
    .split('\n');
  const found = templateShape(template);
  return [
    ...expected.filter((line) => !found.includes(line)).map((line) => `there is not: ${line}`),
    ...found.filter((line) => !expected.includes(line)).map((line) => `there is: ${line}`),
  ];
}
