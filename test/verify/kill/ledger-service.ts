import * as z from 'zod';
import { javaIsThere, startDynamoDbLocal } from '../../../local/dynamodb/start-dynamodb-local.ts';
import { startChild } from './child.ts';
import type { KillReport } from './report.ts';

/** DynamoDB in a process of its own. */
export interface LedgerService {
  readonly kind: KillReport['dynamoDb'];
  readonly endpoint: string;
  close(): Promise<void>;
}

/** AWS's own where Java is there, else dynalite. */
export async function startLedgerService(): Promise<LedgerService> {
  if (await javaIsThere()) return { kind: 'DynamoDB Local', ...(await startDynamoDbLocal()) };
  const { ready, kill } = await startChild('dynalite-process.ts', {}, z.object({ endpoint: z.url() }));
  return { kind: 'dynalite', endpoint: ready.endpoint, close: kill };
}
