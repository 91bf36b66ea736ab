import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import demoConfig from '../../../local/demo.config.ts';
import { createTableIfAbsent } from '../../../local/dynamodb/create-table.ts';
import { type LocalDynamoDb, startDynamoDb } from '../../../local/dynamodb/start-dynamodb.ts';
import {
  type LocalSecretsManager,
  startSecretsManager,
} from '../../../local/secrets-manager/secrets-manager-server.ts';
import { type LocalSqsAndS3, startSqsAndS3 } from '../../../local/sqs-and-s3/start-sqs-and-s3.ts';
import { type Sandbox, startSandbox } from '../../../sandbox/sandbox-server.ts';
import { webhookDependencies } from '../../../src/lambda/dependencies.ts';
import { webhookHandler } from '../../../src/lambda/webhook-handler.ts';
import { shopifyPlatform } from '../../../src/platforms/shopify/shopify-platform.ts';
import { payloadOf, shopifyBytes } from '../../fixtures/load.ts';
import { captureLog } from '../../support/captured-log.ts';
import { dynamoDbClient } from '../../support/emulators/dynamodb.ts';
import { type HangingServer, startHangingServer } from '../../support/hanging-server.ts';
import { httpEvent, lambdaContext } from '../../support/lambda-events.ts';
import { CREDENTIALS, WEBHOOK_SECRET } from '../../support/models/secrets.ts';
import { bytes, headersOf } from '../../support/webhook-world.ts';

/** What Shopify waits for is 5 s; one of them is for the way. */
const MAX_MS = 4_000;
const TABLE = 'ledger';

let dynamoDb: LocalDynamoDb;
let sqs: LocalSqsAndS3;
let secretsManager: LocalSecretsManager;
let sandbox: Sandbox;
let hanging: HangingServer;
let log: ReturnType<typeof captureLog>;
let orders = 0;

beforeAll(async () => {
  const secret = JSON.stringify({ bonifiq: CREDENTIALS, webhookSecrets: [WEBHOOK_SECRET] });
  [dynamoDb, sqs, secretsManager, sandbox, hanging] = await Promise.all([
    startDynamoDb(),
    startSqsAndS3(),
    startSecretsManager({ secrets: { 'ponte/demo-shopify': secret } }),
    startSandbox(CREDENTIALS),
    startHangingServer(),
  ]);
  const client = dynamoDbClient(dynamoDb.endpoint);
  await createTableIfAbsent(client, TABLE);
  client.destroy();
});
afterAll(() => Promise.all([dynamoDb.close(), sqs.close(), secretsManager.close(), sandbox.close(), hanging.close()]));
beforeEach(() => {
  log = captureLog();
});
afterEach(() => {
  log.restore();
  vi.unstubAllEnvs();
});

type Service = 'DynamoDB' | 'SQS' | 'Secrets Manager' | 'BonifiQ';

/** The handler as a Lambda makes it when it starts, with the real clients; the given services never answer. */
function startHandler(silent: readonly Service[]) {
  const at = (service: Service, endpoint: string) => (silent.includes(service) ? hanging.endpoint : endpoint);
  vi.stubEnv('TABLE_NAME', TABLE);
  vi.stubEnv('SECRET_PREFIX', 'ponte/');
  vi.stubEnv('QUEUE_URL', sqs.queueUrl.replace(sqs.endpoint, at('SQS', sqs.endpoint)));
  vi.stubEnv('UNVERIFIED_QUEUE_URL', sqs.unverifiedQueueUrl.replace(sqs.endpoint, at('SQS', sqs.endpoint)));
  vi.stubEnv('BONIFIQ_BASE_URL', at('BonifiQ', sandbox.url));
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', at('DynamoDB', dynamoDb.endpoint));
  vi.stubEnv('AWS_ENDPOINT_URL_SQS', at('SQS', sqs.endpoint));
  vi.stubEnv('AWS_ENDPOINT_URL_SECRETS_MANAGER', at('Secrets Manager', secretsManager.url));
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
  return webhookHandler(shopifyPlatform, webhookDependencies(demoConfig));
}

/** An order that no test has sent before. */
function newOrder() {
  orders += 1;
  const rawBody = bytes({
    ...payloadOf(shopifyBytes('orders-paid')),
    id: String(orders),
    admin_graphql_api_id: undefined,
  });
  const headers = headersOf('shopify', { rawBody, topic: 'orders/paid' });
  return httpEvent({ headers, body: Buffer.from(rawBody).toString('base64'), isBase64Encoded: true });
}

async function answered(handler: ReturnType<typeof startHandler>, event = newOrder(), remainingMs = 10_000) {
  const startedAt = performance.now();
  const { statusCode, body = '' } = await handler(event, lambdaContext(remainingMs));
  return { statusCode, tookMs: performance.now() - startedAt, ...JSON.parse(body) };
}

describe('the platform is answered within 4 s', () => {
  test('with 200 while everything answers', async () => {
    expect(await answered(startHandler([]))).toMatchObject({ statusCode: 200, outcome: 'applied' });
  });

  test.each<[Service, number, string, string[]]>([
    [
      'DynamoDB',
      202,
      'the ledger could not be written; kept as it came, to be recorded from the queue',
      // Nor is the store's activity written.
      ['warning', 'warning', 'delivery'],
    ],
    [
      'Secrets Manager',
      202,
      'the secret of store "demo-shopify" cannot be used at the moment; kept as it came, to be recorded from the queue',
      ['secretTrouble', 'delivery'],
    ],
    // That there was no answer is written down in time, too.
    [
      'BonifiQ',
      202,
      'recorded; to be settled when the points API is tried again',
      ['apiCall', 'entryLeft', 'outOfTime', 'delivery'],
    ],
  ])('when %s never answers: with %i, and the log says why', async (silent, statusCode, message, told) => {
    const before = hanging.connections();
    const answer = await answered(startHandler([silent]));
    expect(answer).toMatchObject({ statusCode, message });
    expect(answer.tookMs).toBeLessThan(MAX_MS);
    expect(hanging.connections()).toBeGreaterThan(before);
    expect(log.entries().map(({ what }) => what)).toEqual(['started', ...told]);
  });

  test('when SQS never answers, with 200: it is not needed', async () => {
    const answer = await answered(startHandler(['SQS']));
    expect(answer).toMatchObject({ statusCode: 200, outcome: 'applied' });
  });

  test.each<[readonly Service[], number]>([
    [['DynamoDB'], 202],
    [['Secrets Manager'], 202],
    // Kept without being counted.
    [['DynamoDB', 'Secrets Manager'], 202],
    [['DynamoDB', 'SQS'], 503],
    [['Secrets Manager', 'SQS'], 503],
    [['BonifiQ'], 202],
    [['BonifiQ', 'SQS'], 202],
    [['DynamoDB', 'SQS', 'Secrets Manager', 'BonifiQ'], 503],
  ])('and sooner where the Lambda has less time: %j', async (silent, statusCode) => {
    const answer = await answered(startHandler(silent), newOrder(), 2_000);
    expect(answer).toMatchObject({ statusCode });
    expect(answer.tookMs).toBeLessThan(2_000);
  });

  test('an attempt without an answer may still arrive: nobody makes another one meanwhile', async () => {
    const event = newOrder();
    const order = String(orders);
    expect(await answered(startHandler(['BonifiQ']), event, 2_000)).toMatchObject({ statusCode: 202, order });
    expect(await answered(startHandler([]), event)).toMatchObject({ statusCode: 202, order });
    const sent = sandbox.core.state().changes.filter(({ changeKey }) => changeKey.endsWith(`-230-${order}`));
    expect(sent).toEqual([]);
  });
});
