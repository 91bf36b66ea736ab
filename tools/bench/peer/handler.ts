import { IdempotencyConfig } from '@aws-lambda-powertools/idempotency';
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
import { makeHandlerIdempotent } from '@aws-lambda-powertools/idempotency/middleware';
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { Tracer } from '@aws-lambda-powertools/tracer';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import middy from '@middy/core';
import '@shopify/shopify-api/adapters/node';
import { ApiVersion, type Shopify, shopifyApi } from '@shopify/shopify-api';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { z } from 'zod';

/**
 * One paid order of Shopify's, given its points once: verified, recorded and posted as most teams would write it today, with
 * what each library's documentation shows. It knows no refunds, changed orders, other stores, queue or outage.
 */
const environment = z
  .object({
    TABLE_NAME: z.string(),
    IDEMPOTENCY_TABLE_NAME: z.string(),
    SECRET_ID: z.string(),
    BONIFIQ_BASE_URL: z.url(),
  })
  .parse(process.env);

const secretSchema = z.object({
  bonifiq: z.object({ username: z.string(), password: z.string() }),
  webhookSecrets: z.array(z.string()).min(1),
});

const money = z.string().regex(/^\d+(\.\d+)?$/);
const orderSchema = z.object({
  id: z.number().int(),
  admin_graphql_api_id: z.string(),
  financial_status: z.string(),
  currency: z.string(),
  email: z.email(),
  updated_at: z.iso.datetime({ offset: true }),
  line_items: z.array(
    z.object({
      id: z.number().int(),
      price: money,
      quantity: z.number().int().nonnegative(),
      discount_allocations: z.array(z.object({ amount: money })),
    }),
  ),
});
type Order = z.infer<typeof orderSchema>;

const replySchema = z.object({
  HasError: z.boolean(),
  Result: z.object({ PointsBalance: z.number() }).partial().nullish(),
});

const logger = new Logger({ serviceName: 'bench-peer' });
const metrics = new Metrics({ namespace: 'BenchPeer', serviceName: 'bench-peer' });
const tracer = new Tracer({ serviceName: 'bench-peer' });
const dynamoDb = tracer.captureAWSv3Client(new DynamoDBClient({}));
const secretsManager = tracer.captureAWSv3Client(new SecretsManagerClient({}));
const documents = DynamoDBDocumentClient.from(dynamoDb);

interface Known {
  readonly shopify: Shopify;
  readonly authorization: string;
}
let known: Promise<Known> | undefined;

async function readSecret(): Promise<Known> {
  const { SecretString = '' } = await secretsManager.send(
    new GetSecretValueCommand({ SecretId: environment.SECRET_ID }),
  );
  const { bonifiq, webhookSecrets } = secretSchema.parse(JSON.parse(SecretString));
  return {
    shopify: shopifyApi({
      apiKey: 'made-up',
      apiSecretKey: webhookSecrets[0] ?? '',
      hostName: 'bench.example.com',
      apiVersion: ApiVersion.July26,
      isEmbeddedApp: false,
    }),
    authorization: `Basic ${Buffer.from(`${bonifiq.username}:${bonifiq.password}`).toString('base64')}`,
  };
}

/** Refuses what Shopify did not sign, before anything is remembered of it. */
function verifyShopify(): middy.MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2> {
  return {
    async before({ event }) {
      known ??= readSecret();
      const { shopify } = await known;
      const { valid } = await shopify.webhooks.validate({
        rawBody: event.body ?? '',
        rawRequest: { headers: event.headers, method: 'POST', url: event.rawPath },
        rawResponse: {},
      });
      if (valid) return undefined;
      logger.warn('the signature is wrong');
      return { statusCode: 401, body: '{}' };
    },
  };
}

async function award(event: APIGatewayProxyEventV2, _context: Context): Promise<APIGatewayProxyStructuredResultV2> {
  const order = orderSchema.parse(JSON.parse(event.body ?? ''));
  if (order.financial_status !== 'paid') return { statusCode: 200, body: '{}' };
  const points = pointsFor(order);
  const { id, ...facts } = order;
  await documents.send(
    new PutCommand({
      TableName: environment.TABLE_NAME,
      Item: { pk: `PEER#${id}`, facts, points, state: 'posting', at: new Date().toISOString() },
    }),
  );
  const balance = await postPoints(order, points);
  metrics.addMetric('PointsAwarded', MetricUnit.Count, points);
  logger.info('points were given', { order: id, points, balance });
  return { statusCode: 200, body: JSON.stringify({ points }) };
}

function pointsFor({ line_items }: Order): number {
  const worth = line_items.reduce((sum, { price, quantity, discount_allocations }) => {
    const discount = discount_allocations.reduce((less, { amount }) => less + Number(amount), 0);
    return sum + Number(price) * quantity - discount;
  }, 0);
  return Math.floor(worth);
}

async function postPoints({ id, email }: Order, points: number): Promise<number | undefined> {
  known ??= readSecret();
  const { authorization } = await known;
  const url = `${environment.BONIFIQ_BASE_URL}/v1/pvt/Customer/${encodeURIComponent(email)}/points`;
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({
      Points: points,
      OperationType: 0,
      Reason: `Order ${id}`,
      ChangeKey: `peer-${id}`,
      CustomerReason: null,
    }),
    signal: AbortSignal.timeout(5_000),
  });
  const { HasError, Result } = replySchema.parse(await response.json());
  if (!response.ok || HasError) throw new Error(`the points were not given: ${response.status}`);
  return Result?.PointsBalance;
}

export const handler = middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
  .use(injectLambdaContext(logger))
  .use(captureLambdaHandler(tracer))
  .use(logMetrics(metrics, { captureColdStartMetric: true }))
  .use(verifyShopify())
  .use(
    makeHandlerIdempotent({
      persistenceStore: new DynamoDBPersistenceLayer({
        tableName: environment.IDEMPOTENCY_TABLE_NAME,
        awsSdkV3Client: dynamoDb,
      }),
      config: new IdempotencyConfig({
        eventKeyJmesPath: 'headers."x-shopify-webhook-id"',
        throwOnNoIdempotencyKey: true,
      }),
    }),
  )
  .handler(award);
