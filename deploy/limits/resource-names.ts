/**
 * The property that names a resource, and how many characters AWS allows.
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 * @see https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html
 * @see https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html
 */
export const resourceNames: Readonly<Record<string, { readonly property: string; readonly limit: number }>> = {
  'AWS::Lambda::Function': { property: 'FunctionName', limit: 64 },
  'AWS::IAM::Role': { property: 'RoleName', limit: 64 },
  'AWS::Scheduler::Schedule': { property: 'Name', limit: 64 },
  'AWS::Scheduler::ScheduleGroup': { property: 'Name', limit: 64 },
  'AWS::SQS::Queue': { property: 'QueueName', limit: 80 },
  'AWS::S3::Bucket': { property: 'BucketName', limit: 63 },
  'AWS::DynamoDB::Table': { property: 'TableName', limit: 255 },
  'AWS::Logs::LogGroup': { property: 'LogGroupName', limit: 512 },
  'AWS::SNS::Topic': { property: 'TopicName', limit: 256 },
  'AWS::CloudWatch::Dashboard': { property: 'DashboardName', limit: 255 },
};
