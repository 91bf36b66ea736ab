import { describe, expect, test } from 'vitest';
import { checkLimits } from '../../../deploy/limits/check-limits.ts';
import type { Packaged, PackagedResource } from '../../../deploy/limits/packaged.ts';

function packaged(Resources: Record<string, PackagedResource>, rest: Partial<Packaged> = {}): Packaged {
  return { region: 'sa-east-1', template: { Resources }, templateBytes: 1_000, codeBytes: new Map(), ...rest };
}

const textsOf = (of: Packaged) => checkLimits(of).map(({ text }) => text);
const resources = (count: number): Record<string, PackagedResource> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`Alarm${index}`, { Type: 'AWS::SNS::TopicPolicy' }]));

describe('a limit that fills up', () => {
  test('is not told of at four fifths, and is a warning after that', () => {
    expect(checkLimits(packaged(resources(400)))).toEqual([]);
    expect(checkLimits(packaged(resources(401)))).toEqual([
      {
        isOver: false,
        text: expect.stringMatching(/^Near a limit of AWS: template, 401 of 500 resources \(80 %\)\. Each/),
      },
    ]);
  });

  test('is a warning when it is full, and an error when it is passed', () => {
    expect(checkLimits(packaged(resources(500))).map(({ isOver }) => isOver)).toEqual([false]);
    expect(checkLimits(packaged(resources(501)))).toEqual([
      { isOver: true, text: expect.stringMatching(/^Over a limit of AWS: template, 501 of 500 resources \(100 %\)\./) },
    ]);
  });
});

/** A role that names each of so many secrets, as an earlier template did: 120 characters each. */
function roleWith(secrets: number): PackagedResource {
  const Resource = Array.from({ length: secrets }, () => 'x'.repeat(117));
  const PolicyDocument = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'a', Resource }] };
  return { Type: 'AWS::IAM::Role', Properties: { Policies: [{ PolicyName: 'p', PolicyDocument }] } };
}

test('the policies of a role are measured without white space, with the role that is fullest and what to do', () => {
  // {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"a","Resource":[…]}]}: 84 characters; 119 a text, and commas.
  const [finding, ...others] = checkLimits(packaged({ ShopifyRole: roleWith(85), SettleRole: roleWith(300) }));
  expect(others).toEqual([]);
  expect(finding).toEqual({
    isOver: true,
    text:
      'Over a limit of AWS: inline policies of a role, 36,083 of 10,240 characters (352 %): SettleRole and 1 more. ' +
      'Name resources by a prefix and a condition in deploy/resources/roles.yml, not one by one.',
  });
});

test('several policies of a role count together', () => {
  const { Properties } = roleWith(50);
  const [policy] = Array.isArray(Properties?.Policies) ? Properties.Policies : [];
  const both = { Type: 'AWS::IAM::Role', Properties: { Policies: [policy, policy] } };
  expect(textsOf(packaged({ One: roleWith(50) }))).toEqual([]);
  expect(textsOf(packaged({ Both: both }))).toEqual([expect.stringContaining('12,166 of 10,240 characters')]);
});

test.each([
  ['template', { templateBytes: 1_000_001 }, 'template, 1,000,001 of 1,000,000 bytes (100 %)'],
  [
    'code',
    { codeBytes: new Map([['ponte-prod-settle', 262_144_001]]) },
    'unzipped code of a function, 262,144,001 of 262,144,000 bytes (100 %): ponte-prod-settle',
  ],
])('the bytes of the %s', (_what, rest, text) => {
  expect(textsOf(packaged({}, rest))).toEqual([expect.stringContaining(text)]);
});

test('the outputs of the template', () => {
  const Outputs = Object.fromEntries(Array.from({ length: 201 }, (_, index) => [`Output${index}`, {}]));
  const template = { Resources: {}, Outputs };
  expect(textsOf(packaged({}, { template }))).toEqual([expect.stringContaining('201 of 200 outputs')]);
});

test('the environment of a function, with the names and URLs that AWS puts into it', () => {
  const Queue = { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'ponte-prod-settle' } };
  const withFiller = (filler: number) => ({
    Queue,
    Worker: {
      Type: 'AWS::Lambda::Function',
      Properties: { Environment: { Variables: { URL: { Ref: 'Queue' }, FILLER: 'x'.repeat(filler) } } },
    },
  });
  // {"URL":"https://sqs.sa-east-1.amazonaws.com/111122223333/ponte-prod-settle","FILLER":""}: 88 bytes.
  expect(checkLimits(packaged(withFiller(4_008))).map(({ isOver }) => isOver)).toEqual([false]);
  expect(textsOf(packaged(withFiller(4_009)))).toEqual([
    expect.stringContaining('environment of a function, 4,097 of 4,096 bytes (100 %): Worker'),
  ]);
});

describe('names', () => {
  const bucket = (stage: string) => ({
    Bucket: {
      Type: 'AWS::S3::Bucket',
      Properties: { BucketName: { 'Fn::Sub': `ponte-${stage}-audiences-\${AWS::AccountId}-\${AWS::Region}` } },
    },
  });

  test('are told of when they are too long, and not before', () => {
    expect(textsOf(packaged(bucket('twenty-five-letters-here')))).toEqual([]);
    expect(textsOf(packaged(bucket('twenty-five-letters-here-')))).toEqual([
      expect.stringContaining(
        'name of a resource AWS::S3::Bucket, 64 of 63 characters (101 %): ' +
          'ponte-twenty-five-letters-here--audiences-111122223333-sa-east-1. Take a shorter name',
      ),
    ]);
  });

  test('hold the region that is deployed to', () => {
    expect(textsOf(packaged(bucket('twenty-five-letters-here'), { region: 'ap-southeast-1' }))).toHaveLength(1);
  });

  test.each([
    ['AWS::Lambda::Function', 'FunctionName', 64],
    ['AWS::IAM::Role', 'RoleName', 64],
    ['AWS::Scheduler::Schedule', 'Name', 64],
    ['AWS::Scheduler::ScheduleGroup', 'Name', 64],
    ['AWS::SQS::Queue', 'QueueName', 80],
    ['AWS::S3::Bucket', 'BucketName', 63],
    ['AWS::DynamoDB::Table', 'TableName', 255],
    ['AWS::Logs::LogGroup', 'LogGroupName', 512],
    ['AWS::SNS::Topic', 'TopicName', 256],
    ['AWS::CloudWatch::Dashboard', 'DashboardName', 255],
  ])('of %s', (type, property, most) => {
    const named = (length: number) =>
      packaged({
        One: { Type: type, Properties: { DashboardBody: '{"widgets":[]}', [property]: 'x'.repeat(length) } },
      });
    expect(textsOf(named(most))).toEqual([]);
    expect(textsOf(named(most + 1))).toEqual([expect.stringContaining(`${most + 1} of ${most} characters`)]);
  });
});

test('dashboards: widgets, metrics of a widget, and metrics of all', () => {
  const dashboard = (widgets: number, metrics: number) => {
    const metric = ['AWS/Lambda', 'Errors'];
    const widget = { properties: { title: 'Errors', metrics: Array.from({ length: metrics }, () => metric) } };
    const body = JSON.stringify({ widgets: Array.from({ length: widgets }, () => widget) });
    return packaged({
      Dashboard: { Type: 'AWS::CloudWatch::Dashboard', Properties: { DashboardBody: { 'Fn::Sub': body } } },
    });
  };
  expect(textsOf(dashboard(400, 5))).toEqual([]);
  expect(textsOf(dashboard(501, 0))).toEqual([expect.stringContaining('501 of 500 widgets')]);
  expect(textsOf(dashboard(1, 501))).toEqual([expect.stringContaining('501 of 500 metrics (100 %): Errors')]);
  expect(textsOf(dashboard(6, 417))).toEqual([
    expect.stringContaining('dashboard, 2,502 of 2,500 metrics (100 %): Dashboard'),
    expect.stringContaining('Near a limit of AWS: widget of a dashboard, 417 of 500 metrics (83 %): Errors and 5 more'),
  ]);
});

test('alarms with a query', () => {
  const alarms = (count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `A${index}`,
        { Type: 'AWS::CloudWatch::Alarm', Properties: { Metrics: [] } },
      ]),
    );
  expect(textsOf(packaged(alarms(160)))).toEqual([]);
  expect(textsOf(packaged(alarms(201)))).toEqual([expect.stringContaining('201 of 200 alarms')]);
});
