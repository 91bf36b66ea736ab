interface StageNames {
  readonly tableName: string;
  readonly queueName: string;
  readonly promotionQueueName: string;
}

/** The names that `serverless.yml` gives a stage's ledger and queues, for those who look them up. */
export function stageNames(stage: string): StageNames {
  return {
    tableName: `ponte-${stage}-ledger`,
    queueName: `ponte-${stage}-settle`,
    promotionQueueName: `ponte-${stage}-promotions`,
  };
}

/**
 * The name of a stage's audience bucket. It holds the account and the region, which the URL of any of the stage's queues
 * tells: `https://sqs.<region>.amazonaws.com/<account>/<queue>`.
 */
export function audienceBucketName(stage: string, queueUrl: string): string {
  const { hostname, pathname } = new URL(queueUrl);
  const [, region] = hostname.split('.');
  const [, account] = pathname.split('/');
  return `ponte-${stage}-audiences-${account}-${region}`;
}
