import { withStatements } from './roles.ts';
import { type Resource, type Setting, where, withProperties } from './settings.ts';

/**
 * What a role needs of a key with which table, queues, bucket, secrets and variables are encrypted.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
 */
const ACTIONS = [
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
];
/** How long SQS goes on with a data key: an hour in place of five minutes, for a twelfth of the calls. */
const DATA_KEY_SECONDS = 3_600;

/** A resource whose data a company's own key encrypts. */
export function encrypted(one: Resource, setting: Setting<unknown>): Resource {
  const key = where(setting, setting.value);
  switch (one.Type) {
    case 'AWS::DynamoDB::Table':
      return withProperties(one, {
        SSESpecification: { SSEEnabled: true, SSEType: where(setting, 'KMS'), KMSMasterKeyId: key },
      });
    case 'AWS::SQS::Queue':
      return withProperties(one, {
        SqsManagedSseEnabled: where(setting, false, true),
        KmsMasterKeyId: key,
        KmsDataKeyReusePeriodSeconds: where(setting, DATA_KEY_SECONDS),
      });
    case 'AWS::S3::Bucket':
      return withProperties(one, { BucketEncryption: { ServerSideEncryptionConfiguration: [bucketRule(setting)] } });
    case 'AWS::SNS::Topic':
      return withProperties(one, { KmsMasterKeyId: key });
    case 'AWS::Lambda::Function':
      return withProperties(one, { KmsKeyArn: key });
    case 'AWS::Logs::LogGroup':
      return withProperties(one, { KmsKeyId: key });
    case 'AWS::IAM::Role':
      return withStatements(one, [where(setting, { Effect: 'Allow', Action: ACTIONS, Resource: setting.value })]);
    default:
      return one;
  }
}

function bucketRule(setting: Setting<unknown>) {
  return {
    BucketKeyEnabled: where(setting, true),
    ServerSideEncryptionByDefault: {
      SSEAlgorithm: where(setting, 'aws:kms', 'AES256'),
      KMSMasterKeyID: where(setting, setting.value),
    },
  };
}
