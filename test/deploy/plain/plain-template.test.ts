import { expect, test } from 'vitest';
import { plainTemplate } from '../../../deploy/plain/plain-template.ts';

const OF_OSLS = {
  AWSTemplateFormatVersion: '2010-09-09',
  Description: 'A service',
  Resources: {
    ServerlessDeploymentBucket: { Type: 'AWS::S3::Bucket' },
    ServerlessDeploymentBucketPolicy: {
      Type: 'AWS::S3::BucketPolicy',
      Properties: { Bucket: { Ref: 'ServerlessDeploymentBucket' } },
    },
    SettleLambdaFunction: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Code: {
          S3Bucket: { Ref: 'ServerlessDeploymentBucket' },
          S3Key: 'serverless/ponte/prod/1796062177735-2026-11-30T18:09:37.735Z/settle.zip',
        },
        MemorySize: 512,
      },
      DependsOn: ['SettleLogGroup'],
    },
    SettleRole: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: 'ponte-prod-settle',
        AssumeRolePolicyDocument: { Statement: [{ Principal: { Service: 'lambda.amazonaws.com' } }] },
        Policies: [{ PolicyName: 'settle', PolicyDocument: { Statement: [{ Sid: 'own' }] } }],
      },
    },
    MonthlyBudget: {
      Type: 'AWS::Budgets::Budget',
      Properties: { Budget: { BudgetType: 'COST', BudgetLimit: { Amount: 100, Unit: 'USD' } } },
    },
    Notices: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'ponte-prod-notices' } },
  },
  Outputs: {
    ServerlessDeploymentBucketName: { Value: { Ref: 'ServerlessDeploymentBucket' }, Export: { Name: 'sls-bucket' } },
    HttpApiUrl: { Value: 'https://example.com', Export: { Name: 'sls-url' } },
  },
};

const made = () => JSON.parse(plainTemplate(JSON.stringify(OF_OSLS)));

test("functions take their zips from the reader's bucket, and osls's is gone", () => {
  const { Resources, Outputs, Description } = made();
  expect(Description).toBe('A service');
  expect(Object.keys(Resources)).toEqual([
    ...['SettleLambdaFunction', 'SettleRole', 'MonthlyBudget', 'Notices'],
    ...['Domain', 'DomainMapping', 'DomainRecord', 'NoticeSubscription'],
  ]);
  expect(Resources.SettleLambdaFunction).toMatchObject({
    Type: 'AWS::Lambda::Function',
    Properties: {
      Code: { S3Bucket: { Ref: 'CodeBucket' }, S3Key: { 'Fn::Sub': `\${CodePrefix}settle.zip` } },
      MemorySize: 512,
    },
    DependsOn: ['SettleLogGroup'],
  });
  expect(Outputs).toMatchObject({ HttpApiUrl: { Value: 'https://example.com' } });
});

test('what a company asks for are parameters, and nothing of it is there unless they are given', () => {
  const { Parameters, Resources, Conditions, Outputs } = made();
  const asked = Object.entries<{ Default?: unknown }>(Parameters).filter(([name]) => !name.startsWith('Code'));
  expect(Object.fromEntries(asked.map(([name, { Default }]) => [name, Default]))).toEqual({
    NoticeAddress: '',
    PermissionsBoundary: '',
    KmsKeyArn: '',
    SubnetIds: '',
    SecurityGroupIds: '',
    DomainName: '',
    CertificateArn: '',
    HostedZoneId: '',
    MonthlyBudgetUsd: 100,
  });
  const nothing = { Ref: 'AWS::NoValue' };
  expect(Resources.SettleRole.Properties.PermissionsBoundary).toEqual({
    'Fn::If': ['HasPermissionsBoundary', { Ref: 'PermissionsBoundary' }, nothing],
  });
  expect(Resources.SettleLambdaFunction.Properties).toMatchObject({
    KmsKeyArn: { 'Fn::If': ['HasKmsKey', { Ref: 'KmsKeyArn' }, nothing] },
    VpcConfig: {
      'Fn::If': [
        'HasNetwork',
        { SubnetIds: { Ref: 'SubnetIds' }, SecurityGroupIds: { Ref: 'SecurityGroupIds' } },
        nothing,
      ],
    },
  });
  const conditions = Object.values<{ Condition?: string }>({ ...Resources, ...Outputs }).map((one) => one.Condition);
  expect(conditions.filter((name) => name !== undefined)).toEqual([
    ...['HasBudget', 'HasDomain', 'HasDomain', 'HasHostedZone', 'HasNoticeAddress', 'HasDomain', 'HasDomain'],
  ]);
  expect(Object.keys(Conditions)).toEqual(expect.arrayContaining(conditions.filter((name) => name !== undefined)));
});

test('the amount of a budget that the package has is a parameter, and a package without one has none', () => {
  expect(made().Resources.MonthlyBudget).toMatchObject({
    Condition: 'HasBudget',
    Properties: { Budget: { BudgetType: 'COST', BudgetLimit: { Amount: { Ref: 'MonthlyBudgetUsd' }, Unit: 'USD' } } },
  });
  const { MonthlyBudget: _, ...others } = OF_OSLS.Resources;
  const without = JSON.parse(plainTemplate(JSON.stringify({ ...OF_OSLS, Resources: others })));
  expect(Object.keys(without.Parameters)).not.toContain('MonthlyBudgetUsd');
  expect(Object.keys(without.Conditions)).not.toContain('HasBudget');
});

test('a package that was made for one company is refused', () => {
  const Domain = { Type: 'AWS::ApiGatewayV2::DomainName', Properties: { DomainName: 'ponte.example.com' } };
  const text = JSON.stringify({ ...OF_OSLS, Resources: { ...OF_OSLS.Resources, Domain } });
  expect(() => plainTemplate(text)).toThrow('package it without what a company asks for');
});

test("a template that still needs osls's bucket is refused", () => {
  const other = { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'ServerlessDeploymentBucket' } } };
  const text = JSON.stringify({ ...OF_OSLS, Resources: { ...OF_OSLS.Resources, Other: other } });
  expect(() => plainTemplate(text)).toThrow("the template refers to osls's bucket");
});
