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
    SettleRole: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'ponte-prod-settle' } },
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
  expect(Object.keys(Resources)).toEqual(['SettleLambdaFunction', 'SettleRole', 'Notices', 'NoticeSubscription']);
  expect(Resources.SettleLambdaFunction).toEqual({
    Type: 'AWS::Lambda::Function',
    Properties: {
      Code: { S3Bucket: { Ref: 'CodeBucket' }, S3Key: { 'Fn::Sub': `\${CodePrefix}settle.zip` } },
      MemorySize: 512,
    },
    DependsOn: ['SettleLogGroup'],
  });
  expect(Outputs).toEqual({ HttpApiUrl: { Value: 'https://example.com' } });
});

test('a boundary of roles and an address for notices are parameters, empty unless they are given', () => {
  const { Parameters, Resources } = made();
  expect([Parameters.PermissionsBoundary.Default, Parameters.NoticeAddress.Default]).toEqual(['', '']);
  expect(Resources.SettleRole.Properties).toEqual({
    RoleName: 'ponte-prod-settle',
    PermissionsBoundary: {
      'Fn::If': ['HasPermissionsBoundary', { Ref: 'PermissionsBoundary' }, { Ref: 'AWS::NoValue' }],
    },
  });
  expect(Resources.NoticeSubscription).toMatchObject({ Condition: 'HasNoticeAddress' });
});

test("a template that still needs osls's bucket is refused", () => {
  const other = { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'ServerlessDeploymentBucket' } } };
  const text = JSON.stringify({ ...OF_OSLS, Resources: { ...OF_OSLS.Resources, Other: other } });
  expect(() => plainTemplate(text)).toThrow("the template refers to osls's bucket");
});
