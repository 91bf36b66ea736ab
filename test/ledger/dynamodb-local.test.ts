import { afterAll, beforeAll, describe, test } from 'vitest';
import type { LocalDynamoDb } from '../../local/dynamodb/start-dynamodb.ts';
import { javaIsThere, startDynamoDbLocal } from '../../local/dynamodb/start-dynamodb-local.ts';
import { openLedger } from '../emulators/dynamodb.ts';
import { inABox } from '../loud.ts';
import { describeLedger } from './ledger-conformance.ts';

const NO_JAVA = "Java 17 is not on the path: the ledger was not tested on AWS's DynamoDB Local";

if (await javaIsThere()) {
  describe('with Java', () => {
    let dynamoDb: LocalDynamoDb;
    beforeAll(async () => {
      dynamoDb = await startDynamoDbLocal();
    });
    afterAll(() => dynamoDb.close());

    describeLedger('DynamoDB Local', () => openLedger(dynamoDb.endpoint));
  });
} else {
  console.warn(inABox(NO_JAVA));
  test('ledger: DynamoDB Local', (context) => context.skip(NO_JAVA));
}
