import {
  CreateTableCommand,
  type DynamoDBClient,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { EXPIRES_AT, tableDefinition } from '../../src/aws/dynamodb/table-definition.ts';

/** Makes the ledger's table where there is none yet, and waits until it can be used. */
export async function createTableIfAbsent(client: DynamoDBClient, tableName: string): Promise<void> {
  try {
    await client.send(new CreateTableCommand(tableDefinition(tableName)));
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ResourceInUseException')) throw error;
  }
  await waitUntilTableExists({ client, maxWaitTime: 30, minDelay: 0.05, maxDelay: 1 }, { TableName: tableName });
  await expireItems(client, tableName);
}

/** dynalite knows no time-to-live, and refuses what is set already; lists leave out by themselves what has expired. */
async function expireItems(client: DynamoDBClient, TableName: string): Promise<void> {
  const TimeToLiveSpecification = { AttributeName: EXPIRES_AT, Enabled: true };
  try {
    await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
  } catch (error) {
    const isMet = error instanceof Error && /^(?:UnknownOperation|Validation)Exception$/.test(error.name);
    if (!isMet) throw error;
  }
}
