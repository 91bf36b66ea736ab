import { createServer } from 'node:http';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { checkStack } from '../../cli/doctor/check-stack.ts';
import type { Subject } from '../../cli/doctor/subject.ts';
import { webhooksUrlOf } from '../../cli/stack.ts';
import { close, listen } from '../../sandbox/loopback.ts';

let answer: { status: number; body: string };
const server = createServer((_request, response) => {
  response.writeHead(answer.status, { 'content-type': 'text/xml' }).end(answer.body);
});

beforeEach(async () => {
  vi.stubEnv('AWS_ENDPOINT_URL_CLOUDFORMATION', await listen(server, 0));
  vi.stubEnv('AWS_REGION', 'sa-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'made-up');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'made-up');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await close(server);
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/CommonErrors.html */
const refusal = (message: string) => ({
  status: 400,
  body: `<ErrorResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><Error><Type>Sender</Type><Code>ValidationError</Code><Message>${message}</Message></Error><RequestId>1</RequestId></ErrorResponse>`,
});
// Of all that a check may look at, this one asks for the place.
const subject = { connection: { place: { kind: 'stage', stage: 'prod' } } } as Subject;

test('a stage without a stack is told as such, and what to do', async () => {
  answer = refusal('Stack with id ponte-prod does not exist');
  expect(await checkStack(subject)).toEqual([
    {
      status: 'wrong',
      what: 'there is no ponte-prod in this account and region',
      why: 'it is not deployed, or not here',
      next: 'npm run deploy -- --stage prod; AWS_REGION and AWS_PROFILE say where to look.',
    },
  ]);
  await expect(webhooksUrlOf('prod')).rejects.toThrow('There is no stack ponte-prod in this account and region.');
});

test('another refusal is not taken for a missing stack', async () => {
  answer = refusal('1 validation error detected');
  await expect(checkStack(subject)).rejects.toThrow('1 validation error detected');
});

const stackOf = (outputs: Record<string, string>) => ({
  status: 200,
  body: `<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks><member><StackName>ponte-prod</StackName><CreationTime>2026-11-30T12:00:00Z</CreationTime><StackStatus>UPDATE_COMPLETE</StackStatus><Outputs>${Object.entries(
    outputs,
  )
    .map(([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`)
    .join('')}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`,
});
const API = 'https://made-up.execute-api.sa-east-1.amazonaws.com';

test("webhooks go to the API's own address, and to a domain of the company's where there is one", async () => {
  answer = stackOf({ HttpApiUrl: API });
  expect(await webhooksUrlOf('prod')).toBe(API);
  answer = stackOf({ HttpApiUrl: API, WebhooksUrl: 'https://ponte.example.com' });
  expect(await webhooksUrlOf('prod')).toBe('https://ponte.example.com');
});
