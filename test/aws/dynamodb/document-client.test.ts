import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { createDocumentClient, pagesOf } from '../../../src/aws/dynamodb/document-client.ts';

const signal = new AbortController().signal;

/** Answers in turn with these bodies, and keeps what it was asked. */
function answering(...bodies: readonly object[]) {
  const asked: { readonly url: string; readonly body: unknown }[] = [];
  const left = [...bodies];
  const requestHandler = {
    async handle({ protocol, hostname, port, path, body }: { [name: string]: unknown; readonly body?: unknown }) {
      asked.push({
        url: `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}${path}`,
        body: JSON.parse(String(body)),
      });
      return { response: { statusCode: 200, headers: {}, body: Readable.from([JSON.stringify(left.shift() ?? {})]) } };
    },
  };
  return { asked, requestHandler };
}
const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'made-up' };

test.each([
  ['sa-east-1', undefined, 'https://dynamodb.sa-east-1.amazonaws.com/'],
  ['cn-north-1', undefined, 'https://dynamodb.cn-north-1.amazonaws.com.cn/'],
  ['sa-east-1', 'http://127.0.0.1:8000', 'http://127.0.0.1:8000/'],
])('in %s with the endpoint %s, %s is asked', async (region, endpoint, url) => {
  for (const known of [region, async () => region]) {
    const { asked, requestHandler } = answering();
    const client = createDocumentClient({ region: known, credentials, requestHandler, endpoint });
    await client.call('GetItem', { TableName: 't', Key: { pk: 'a' } }, signal);
    expect(asked).toEqual([{ url, body: { TableName: 't', Key: { pk: { S: 'a' } } } }]);
  }
});

test('every page is read, each from where the one before it ended', async () => {
  const { asked, requestHandler } = answering(
    { Items: [{ pk: { S: 'a' } }], LastEvaluatedKey: { pk: { S: 'a' } } },
    { Items: [], LastEvaluatedKey: { pk: { S: 'b' } } },
    { Items: [{ pk: { S: 'c' } }] },
  );
  const client = createDocumentClient({ region: 'sa-east-1', credentials, requestHandler });
  const found: unknown[] = [];
  for await (const { Items: items = [] } of pagesOf(client, 'Scan', { TableName: 't' }, signal)) found.push(...items);
  expect(found).toEqual([{ pk: 'a' }, { pk: 'c' }]);
  expect(asked.map(({ body }) => body)).toEqual([
    { TableName: 't' },
    { TableName: 't', ExclusiveStartKey: { pk: { S: 'a' } } },
    { TableName: 't', ExclusiveStartKey: { pk: { S: 'b' } } },
  ]);
});
