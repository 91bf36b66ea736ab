import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { close, listen } from '../../../sandbox/loopback.ts';
import { createDocumentClient } from '../../../src/aws/dynamodb/document-client.ts';
import { readBatch } from '../../../src/aws/dynamodb/read-batch.ts';
import { dynamoDbClient } from '../../support/emulators/dynamodb.ts';

const { signal } = new AbortController();

/** What each call asked for, in a table that answers with two items at most, as DynamoDB does with 16 MB. */
let asked: string[][];
let server: ReturnType<typeof createServer>;
let url: string;
beforeEach(async () => {
  asked = [];
  server = createServer(async (request, response) => {
    const { RequestItems } = JSON.parse(await text(request));
    const keys: { pk: { S: string } }[] = RequestItems.ledger.Keys;
    asked.push(keys.map(({ pk }) => pk.S));
    const left = keys.slice(2);
    response.setHeader('Content-Type', 'application/x-amz-json-1.0');
    response.end(
      JSON.stringify({
        Responses: { ledger: keys.slice(0, 2).filter(({ pk }) => pk.S !== 'absent') },
        UnprocessedKeys: left.length === 0 ? {} : { ledger: { Keys: left } },
      }),
    );
  });
  url = await listen(server, 0);
});
afterEach(() => close(server));

test('asks again for what one answer had no room for', async () => {
  const sdk = dynamoDbClient(url);
  const client = createDocumentClient({ ...sdk.config, endpoint: url });
  const items = await readBatch({ client, tableName: 'ledger' }, ['a', 'b', 'absent', 'c', 'd'], signal);
  expect(items).toEqual([{ pk: 'a' }, { pk: 'b' }, { pk: 'c' }, { pk: 'd' }]);
  expect(asked).toEqual([['a', 'b', 'absent', 'c', 'd'], ['absent', 'c', 'd'], ['d']]);
  sdk.destroy();
});
