/** The names that `serverless.yml` gives a stage's ledger and queue, for those who look them up. */
export function stageNames(stage: string): { readonly tableName: string; readonly queueName: string } {
  return { tableName: `ponte-${stage}-ledger`, queueName: `ponte-${stage}-settle` };
}
