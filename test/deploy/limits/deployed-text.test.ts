import { expect, test } from 'vitest';
import { deployed } from '../../../deploy/limits/deployed-text.ts';

const template = {
  Resources: {
    Table: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'ponte-prod-ledger' } },
    Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'ponte-prod-settle' } },
    Bucket: {
      Type: 'AWS::S3::Bucket',
      Properties: { BucketName: { 'Fn::Sub': `ponte-\${AWS::AccountId}-\${AWS::Region}` } },
    },
  },
};
const inSaoPaulo = { region: 'sa-east-1', template };

test.each([
  ['text', 'text'],
  [7, 7],
  [null, null],
  [{ Ref: 'Table' }, 'ponte-prod-ledger'],
  [{ Ref: 'Queue' }, 'https://sqs.sa-east-1.amazonaws.com/111122223333/ponte-prod-settle'],
  [{ Ref: 'AWS::Region' }, 'sa-east-1'],
  [{ Ref: 'Bucket' }, 'ponte-111122223333-sa-east-1'],
  [{ 'Fn::GetAtt': ['Queue', 'QueueName'] }, 'ponte-prod-settle'],
  [{ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':execute-api']] }, 'arn:aws:execute-api'],
  [
    { Version: '1', Statement: [{ Resource: { Ref: 'Table' } }] },
    { Version: '1', Statement: [{ Resource: 'ponte-prod-ledger' }] },
  ],
])('%j becomes %j', (value, text) => {
  expect(deployed(value, inSaoPaulo)).toEqual(text);
});

test.each([
  [{ 'Fn::GetAtt': ['Table', 'Arn'] }, 'arn:aws:dynamodb:sa-east-1:111122223333:table/ponte-prod-ledger'],
  [
    { 'Fn::Sub': `\${Table.Arn}/index/pending` },
    'arn:aws:dynamodb:sa-east-1:111122223333:table/ponte-prod-ledger/index/pending',
  ],
  [{ 'Fn::GetAtt': ['Unnamed', 'Arn'] }, `arn:aws:lambda:sa-east-1:111122223333:function:ponte-prod-settle`],
])('%j becomes no shorter than %s', (value, real) => {
  expect(String(deployed(value, inSaoPaulo)).length).toBeGreaterThanOrEqual(real.length);
});

test('the partition follows the region', () => {
  const partition = { Ref: 'AWS::Partition' };
  expect(deployed(partition, { region: 'cn-north-1', template })).toBe('aws-cn');
  expect(deployed(partition, { region: 'us-gov-west-1', template })).toBe('aws-us-gov');
});
