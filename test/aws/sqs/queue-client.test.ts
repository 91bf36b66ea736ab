import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { close, listen } from '../../../sandbox/loopback.ts';
import { clientSettings } from '../../../src/aws/client-settings.ts';
import { createQueueClient } from '../../../src/aws/sqs/queue-client.ts';

const hosts: (string | undefined)[] = [];
const server = createServer((request, response) => {
  hosts.push(request.headers.host);
  response.setHeader('content-type', 'application/x-amz-json-1.0').end('{"Attributes":{}}');
});
let url: string;
beforeAll(async () => {
  url = await listen(server, 0);
});
afterAll(() => close(server));

const variables = { AWS_REGION: 'sa-east-1', AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'made-up' };

async function ask(added: NodeJS.ProcessEnv, QueueUrl: string): Promise<void> {
  const client = createQueueClient(clientSettings({ ...variables, ...added })('SQS'));
  await client.call('GetQueueAttributes', { QueueUrl, AttributeNames: ['All'] }, AbortSignal.timeout(5_000));
}

test("a queue is reached at its URL's host, or at the address that the variables name", async () => {
  await ask({}, `${url}/000000000000/settle`);
  const onAws = 'https://sqs.sa-east-1.amazonaws.com/000000000000/settle';
  await ask({ AWS_ENDPOINT_URL: url }, onAws);
  await ask({ AWS_ENDPOINT_URL: 'http://127.0.0.1:1', AWS_ENDPOINT_URL_SQS: url }, onAws);
  expect(hosts).toEqual([new URL(url).host, new URL(url).host, new URL(url).host]);
});
