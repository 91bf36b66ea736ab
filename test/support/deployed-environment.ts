import { vi } from 'vitest';

/** What `serverless.yml` gives a Lambda, so that a handler can start; nothing listens there. */
export function stubDeployedEnvironment(): void {
  vi.stubEnv('TABLE_NAME', 'ponte-prod-ledger');
  vi.stubEnv('QUEUE_URL', 'https://sqs.sa-east-1.amazonaws.com/000000000000/settle');
  vi.stubEnv('UNVERIFIED_QUEUE_URL', 'https://sqs.sa-east-1.amazonaws.com/000000000000/unverified');
  vi.stubEnv('PROMOTION_QUEUE_URL', 'https://sqs.sa-east-1.amazonaws.com/000000000000/promotions');
  vi.stubEnv('WEBHOOKS_URL', 'https://made-up.execute-api.sa-east-1.amazonaws.com');
  vi.stubEnv('AUDIENCE_BUCKET', 'ponte-prod-audiences-000000000000-sa-east-1');
  vi.stubEnv('SECRET_PREFIX', 'ponte/prod/');
  vi.stubEnv('AWS_REGION', 'sa-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'made-up');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'made-up');
}

/** What a handler needs, missing. */
export function stubEmptyEnvironment(): void {
  for (const name of ['TABLE_NAME', 'QUEUE_URL', 'UNVERIFIED_QUEUE_URL', 'SECRET_PREFIX']) vi.stubEnv(name, undefined);
}
