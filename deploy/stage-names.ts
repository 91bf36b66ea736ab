/** Names of AWS's resources hold the stage's. */
export function isStageName(text: string): boolean {
  return /^[a-z][a-z0-9-]*$/.test(text);
}

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

/** The name of a stage's audience bucket. It holds the account, which the URL of any of the stage's queues tells, and the region. */
export function audienceBucketName(stage: string, { queueUrl, region }: { queueUrl: string; region: string }): string {
  const [, account] = new URL(queueUrl).pathname.split('/');
  return `ponte-${stage}-audiences-${account}-${region}`;
}
