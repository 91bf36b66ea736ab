import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { EXPIRES_AT, tableDefinition } from '../../src/aws/dynamodb/table-definition.ts';
import type { Services } from '../connection.ts';
import { type Found, fine, warning, wrong } from './finding.ts';
import type { Subject } from './subject.ts';

const REDEPLOY = 'Deploy this version again: npm run deploy -- --stage <stage>.';

/** The ledger's table, its indexes and its backups. */
export async function checkTable({ connection: { services }, deadline }: Subject): Promise<readonly Found[]> {
  const { tableName, place } = services;
  const abortSignal = deadline.signal;
  const { Table } = await services.sdk.dynamoDb.send(new DescribeTableCommand({ TableName: tableName }), {
    abortSignal,
  });
  const found: Found[] = [];
  if (Table?.TableStatus !== 'ACTIVE') {
    const next = 'Wait until AWS has made it, and look again.';
    found.push(wrong(`${tableName} is ${Table?.TableStatus}`, 'nothing can be recorded', next));
  }
  for (const { IndexName } of tableDefinition(tableName).GlobalSecondaryIndexes) {
    const index = Table?.GlobalSecondaryIndexes?.find((one) => one.IndexName === IndexName);
    if (index?.IndexStatus === 'ACTIVE') continue;
    const what = `${tableName} has its index ${IndexName} ${index === undefined ? 'not' : index.IndexStatus}`;
    found.push(wrong(what, 'what waits there is not found', index === undefined ? REDEPLOY : 'Wait for AWS.'));
  }
  if (place.kind === 'stage') found.push(...(await keeping(services, deadline)));
  return found.length > 0 ? found : [fine(`${tableName} and its indexes are there`)];
}

async function keeping(services: Services, deadline: Subject['deadline']): Promise<Found[]> {
  const { tableName: TableName } = services;
  const abortSignal = deadline.signal;
  const backups = await services.sdk.dynamoDb.send(new DescribeContinuousBackupsCommand({ TableName }), {
    abortSignal,
  });
  const ttl = await services.sdk.dynamoDb.send(new DescribeTimeToLiveCommand({ TableName }), { abortSignal });
  const pitr = backups.ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus;
  const found: Found[] = [];
  if (pitr !== 'ENABLED') {
    const why = 'a table that is damaged cannot be taken back to an earlier moment';
    found.push(wrong(`${TableName} has no point-in-time recovery`, why, REDEPLOY));
  }
  const { AttributeName, TimeToLiveStatus } = ttl.TimeToLiveDescription ?? {};
  if (AttributeName !== EXPIRES_AT || TimeToLiveStatus === 'DISABLED') {
    const why = 'bodies of other shops stay for longer than 60 days';
    found.push(warning(`${TableName} does not delete what has expired`, why, REDEPLOY));
  }
  return found;
}
