import { describe, expect, test } from 'vitest';
import type { CompanySettings } from '../../../deploy/company/settings.ts';
import { withSettings } from '../../../deploy/company/with-settings.ts';

const KEY = 'arn:aws:kms:sa-east-1:123456789012:key/1111';

const role = (service: string) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Principal: { Service: service } }] },
    Policies: [{ PolicyName: 'own', PolicyDocument: { Version: '2012-10-17', Statement: [{ Sid: 'own' }] } }],
  },
});
const BUCKET = {
  Type: 'AWS::S3::Bucket',
  Properties: {
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
    },
  },
};
const TEMPLATE = {
  Resources: {
    ServerlessDeploymentBucket: BUCKET,
    AudienceBucket: BUCKET,
    LedgerTable: { Type: 'AWS::DynamoDB::Table', Properties: { SSESpecification: { SSEEnabled: true } } },
    SettleQueue: { Type: 'AWS::SQS::Queue', Properties: { SqsManagedSseEnabled: true } },
    Notices: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'notices' } },
    SettleLogGroup: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/aws/lambda/ponte-prod-settle' } },
    SettleLambdaFunction: {
      Type: 'AWS::Lambda::Function',
      Properties: { FunctionName: 'ponte-prod-settle', Role: { 'Fn::GetAtt': ['SettleRole', 'Arn'] } },
    },
    SettleRole: role('lambda.amazonaws.com'),
    ScheduleRole: role('scheduler.amazonaws.com'),
  },
  Outputs: { HttpApiUrl: { Value: 'https://example.com' } },
};

const made = (settings: CompanySettings) => withSettings(TEMPLATE, settings);
const propertiesOf = (settings: CompanySettings, id: string) => made(settings).Resources[id]?.Properties ?? {};
const statementsOf = (settings: CompanySettings, id: string) => {
  const { Policies } = propertiesOf(settings, id) as ReturnType<typeof role>['Properties'];
  return Policies[0]?.PolicyDocument.Statement.slice(1);
};

test('a template of which nothing is asked stays as it is', () => {
  expect(made({})).toEqual(TEMPLATE);
});

describe('a key', () => {
  const settings = { encryptionKey: { value: KEY } };

  test.each([
    ['LedgerTable', { SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: KEY } }],
    ['SettleQueue', { SqsManagedSseEnabled: false, KmsMasterKeyId: KEY, KmsDataKeyReusePeriodSeconds: 3600 }],
    ['Notices', { TopicName: 'notices', KmsMasterKeyId: KEY }],
    ['SettleLogGroup', { LogGroupName: '/aws/lambda/ponte-prod-settle', KmsKeyId: KEY }],
    [
      'AudienceBucket',
      {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [
            {
              BucketKeyEnabled: true,
              ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: KEY },
            },
          ],
        },
      },
    ],
  ])('encrypts %s', (id, properties) => {
    expect(propertiesOf(settings, id)).toEqual(properties);
  });

  test('encrypts variables of functions, and not the bucket of osls, which holds code', () => {
    expect(propertiesOf(settings, 'SettleLambdaFunction')).toMatchObject({ KmsKeyArn: KEY });
    expect(made(settings).Resources.ServerlessDeploymentBucket).toEqual(BUCKET);
  });

  test.each(['SettleRole', 'ScheduleRole'])('may be used by %s, which reads or writes what it encrypts', (id) => {
    expect(statementsOf(settings, id)).toEqual([
      { Effect: 'Allow', Action: expect.arrayContaining(['kms:Decrypt', 'kms:GenerateDataKey']), Resource: KEY },
    ]);
  });

  test('is asked for by a condition where the template has one, and all is as it was where it does not hold', () => {
    const conditional = { encryptionKey: { value: { Ref: 'KmsKeyArn' }, condition: 'HasKmsKey' } };
    const nothing = { Ref: 'AWS::NoValue' };
    expect(propertiesOf(conditional, 'SettleQueue')).toEqual({
      SqsManagedSseEnabled: { 'Fn::If': ['HasKmsKey', false, true] },
      KmsMasterKeyId: { 'Fn::If': ['HasKmsKey', { Ref: 'KmsKeyArn' }, nothing] },
      KmsDataKeyReusePeriodSeconds: { 'Fn::If': ['HasKmsKey', 3600, nothing] },
    });
    expect(statementsOf(conditional, 'ScheduleRole')).toEqual([
      { 'Fn::If': ['HasKmsKey', expect.objectContaining({ Resource: { Ref: 'KmsKeyArn' } }), nothing] },
    ]);
  });
});

describe('a VPC', () => {
  const settings = { network: { value: { subnets: ['subnet-1', 'subnet-2'], securityGroups: ['sg-1'] } } };

  test('holds the functions, whose roles let Lambda, and not their code, make network interfaces', () => {
    expect(propertiesOf(settings, 'SettleLambdaFunction')).toMatchObject({
      VpcConfig: { SubnetIds: ['subnet-1', 'subnet-2'], SecurityGroupIds: ['sg-1'] },
    });
    const [allow, deny] = statementsOf(settings, 'SettleRole') ?? [];
    expect(allow).toMatchObject({ Effect: 'Allow', Resource: '*' });
    expect(deny).toMatchObject({
      Effect: 'Deny',
      Condition: {
        ArnEquals: {
          'lambda:SourceFunctionArn': [
            {
              'Fn::Sub':
                'arn:$' +
                '{AWS::Partition}:lambda:$' +
                '{AWS::Region}:$' +
                '{AWS::AccountId}:function:ponte-prod-settle',
            },
          ],
        },
      },
    });
  });

  test("is nothing to the scheduler's role", () => {
    expect(statementsOf(settings, 'ScheduleRole')).toEqual([]);
  });
});

describe('a domain', () => {
  const domain = { value: { name: 'ponte.example.com', certificate: 'arn:aws:acm:…' } };

  test('is mapped to the API, and its URL is an output', () => {
    const { Resources, Outputs } = made({ domain });
    expect(Resources.Domain?.Properties).toEqual({
      DomainName: 'ponte.example.com',
      DomainNameConfigurations: [
        { CertificateArn: 'arn:aws:acm:…', EndpointType: 'REGIONAL', SecurityPolicy: 'TLS_1_2' },
      ],
    });
    expect(Resources.DomainMapping?.Properties).toEqual({
      ApiId: { Ref: 'HttpApi' },
      DomainName: { Ref: 'Domain' },
      Stage: { Ref: 'HttpApiStage' },
    });
    expect(Resources.DomainRecord).toBeUndefined();
    expect(Object.keys(Outputs)).toEqual(['HttpApiUrl', 'WebhooksUrl', 'DomainTarget']);
  });

  test('is where webhooks have to go, and the API itself where the domain is not asked for', () => {
    const own = { 'Fn::GetAtt': ['HttpApi', 'ApiEndpoint'] };
    const Reconcile = {
      Type: 'AWS::Lambda::Function',
      Properties: { Environment: { Variables: { WEBHOOKS_URL: own, A: '1' } } },
    };
    const template = { Resources: { Reconcile }, Outputs: {} };
    const variables = (setting: typeof domain & { condition?: string }) =>
      withSettings(template, { domain: setting }).Resources.Reconcile?.Properties?.Environment;
    const url = { 'Fn::Join': ['', ['https://', { Ref: 'Domain' }]] };
    expect(variables(domain)).toEqual({ Variables: { WEBHOOKS_URL: url, A: '1' } });
    expect(variables({ ...domain, condition: 'HasDomain' })).toEqual({
      Variables: { WEBHOOKS_URL: { 'Fn::If': ['HasDomain', url, own] }, A: '1' },
    });
  });

  test('has a record in a zone that is named', () => {
    expect(made({ domain, hostedZone: { value: 'Z1' } }).Resources.DomainRecord?.Properties).toMatchObject({
      HostedZoneId: 'Z1',
      Name: 'ponte.example.com',
      Type: 'A',
    });
  });
});

test('a boundary bounds every role', () => {
  const settings = { permissionsBoundary: { value: 'arn:aws:iam::123456789012:policy/Boundary' } };
  for (const id of ['SettleRole', 'ScheduleRole'])
    expect(propertiesOf(settings, id)).toMatchObject({ PermissionsBoundary: settings.permissionsBoundary.value });
});

test('an address is notified by mail', () => {
  expect(made({ noticeAddress: { value: 'oncall@example.com' } }).Resources.NoticeSubscription).toEqual({
    Type: 'AWS::SNS::Subscription',
    Properties: { TopicArn: { Ref: 'Notices' }, Protocol: 'email', Endpoint: 'oncall@example.com' },
  });
});
