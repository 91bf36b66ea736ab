/** A rule of checkov's that the templates do not follow, on resources of one type, and why. */
export interface Answer {
  readonly rule: string;
  /** Of CloudFormation. */
  readonly type: string;
  /** What the rule asks for. */
  readonly asks: string;
  readonly why: string;
}

/** Every finding has one; one without a finding is out of date. docs/rehearsal.md shows them. */
export const answers: readonly Answer[] = [
  {
    rule: 'CKV_AWS_18',
    type: 'AWS::S3::Bucket',
    asks: 'access logs of buckets',
    why: 'They need a third bucket, and name who read what: data events of CloudTrail tell the same, where a company keeps them.',
  },
  {
    rule: 'CKV_AWS_26',
    type: 'AWS::SNS::Topic',
    asks: 'a KMS key for topics',
    why: 'SNS encrypts its disks by itself. Alarms and budgets cannot publish with the key that AWS manages, and a notice names metrics and amounts only. `kmsKeyArn` sets one.',
  },
  {
    rule: 'CKV_AWS_27',
    type: 'AWS::SQS::Queue',
    asks: 'a KMS key for queues',
    why: 'All queues are encrypted with the keys of SQS (`SqsManagedSseEnabled`), which the rule does not know. A KMS key costs calls; `kmsKeyArn` sets one.',
  },
  {
    rule: 'CKV_AWS_115',
    type: 'AWS::Lambda::Function',
    asks: 'reserved concurrency',
    why: 'A new account has ten executions, of which Lambda reserves none. Event sources have `MaximumConcurrency`, and routes have limits.',
  },
  {
    rule: 'CKV_AWS_116',
    type: 'AWS::Lambda::Function',
    asks: 'a dead-letter queue of each function',
    why: 'It is for asynchronous events, which none of them gets but `sweep` and `reconcile`, whose next runs make up for a lost one. Each queue that a function reads has dead letters.',
  },
  {
    rule: 'CKV_AWS_117',
    type: 'AWS::Lambda::Function',
    asks: 'functions in a VPC',
    why: 'Nothing that they call is in one. In a VPC they would need a NAT gateway to reach BonifiQ; `subnetIds` puts them in one.',
  },
  {
    rule: 'CKV_AWS_119',
    type: 'AWS::DynamoDB::Table',
    asks: "a customer's own KMS key for tables",
    why: 'The table is encrypted with the key that AWS manages for DynamoDB, whose uses are in CloudTrail. `kmsKeyArn` sets another.',
  },
  {
    rule: 'CKV_AWS_158',
    type: 'AWS::Logs::LogGroup',
    asks: 'a KMS key for log groups',
    why: 'CloudWatch Logs encrypts them with keys of its own, and no line holds a secret or personal data. `kmsKeyArn` sets one.',
  },
  {
    rule: 'CKV_AWS_173',
    type: 'AWS::Lambda::Function',
    asks: 'a KMS key for variables of functions',
    why: 'Lambda encrypts them with a key that AWS manages. They hold names and addresses; secrets are in Secrets Manager. `kmsKeyArn` sets one.',
  },
];
