import { afterAll, beforeAll, describe, test } from 'vitest';
import type { LocalDynamoDb } from '../../../../local/dynamodb/start-dynamodb.ts';
import { javaIsThere, startDynamoDbLocal } from '../../../../local/dynamodb/start-dynamodb-local.ts';
import { describeLedger } from '../../../support/conformance/ledger.ts';
import { describeRunStore } from '../../../support/conformance/run-store.ts';
import { openLedger, openRunStore } from '../../../support/emulators/dynamodb.ts';
import { inABox } from '../../../support/loud.ts';

const NO_JAVA = "Java 17 is not on the path: ledger and run store were not tested on AWS's DynamoDB Local";

if (await javaIsThere()) {
  describe('with Java', () => {
    let dynamoDb: LocalDynamoDb;
    beforeAll(async () => {
      dynamoDb = await startDynamoDbLocal();
    });
    afterAll(() => dynamoDb.close());

    describeLedger('DynamoDB Local', () => openLedger(dynamoDb.endpoint));
    describeRunStore('DynamoDB Local', () => openRunStore(dynamoDb.endpoint));
  });
} else {
  console.warn(inABox(NO_JAVA));
  test('ledger and run store: DynamoDB Local', (context) => context.skip(NO_JAVA));
}
