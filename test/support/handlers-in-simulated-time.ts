import type { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import type { APIGatewayProxyStructuredResultV2, SQSBatchResponse } from 'aws-lambda';
import { createStoreSecrets } from '../../src/aws/secrets-manager/store-secrets.ts';
import { postingHandler } from '../../src/lambda/posting-handler.ts';
import { webhookHandler } from '../../src/lambda/webhook-handler.ts';
import type { StoreSecretsReader } from '../../src/ports/secrets-reader.ts';
import { httpEvent, lambdaContext, sqsRecord } from './lambda-events.ts';
import { secretsClient } from './models/secrets.ts';
import { type PlatformName, platforms, type World } from './webhook-world.ts';

/** One container of each function: the real handlers and the real reader of secrets, on a world's clock. */
export interface HandlersInSimulatedTime {
  /** The status of the answer to one request. */
  request(platform: PlatformName, headers: Readonly<Record<string, string>>, body: Uint8Array): Promise<number>;
  /** Hands what may be received of the unverified queue to settle, a batch. How many messages there were. */
  settleUnverified(): Promise<number>;
  /** Requests to Secrets Manager so far. */
  reads(): number;
}

/** `answer` is the text of a store's secret, or rejects as Secrets Manager does. */
export function handlersInSimulatedTime(
  world: World,
  answer: (command: GetSecretValueCommand) => Promise<string>,
): HandlersInSimulatedTime {
  let reads = 0;
  const client = secretsClient(async (command) => {
    reads += 1;
    return { SecretString: await answer(command) };
  });
  /** Of one container. */
  const secrets = (): StoreSecretsReader =>
    createStoreSecrets({
      client,
      prefix: '',
      clock: world.now,
      emit: () => {},
      wait: async (ms) => world.passTime(ms),
    });
  const startDeadline = () => world.deadline();
  const settle = postingHandler({ ...world.dependencies, secrets: secrets() }, startDeadline);
  const webhooks = {
    shopify: webhookHandler(platforms.shopify, { ...world.dependencies, secrets: secrets() }, startDeadline),
    woocommerce: webhookHandler(platforms.woocommerce, { ...world.dependencies, secrets: secrets() }, startDeadline),
  };
  return {
    async request(platform, headers, body) {
      const event = httpEvent({
        rawPath: `/webhooks/${platform}/demo-${platform}`,
        headers,
        body: Buffer.from(body).toString('base64'),
        isBase64Encoded: true,
        timeEpoch: world.now(),
      });
      const { statusCode }: APIGatewayProxyStructuredResultV2 = await webhooks[platform](event, lambdaContext());
      return statusCode ?? 0;
    },
    async settleUnverified() {
      const batch = world.unverified.poll(5);
      const records = batch.map(({ messageId, body, receiveCount }) => sqsRecord(messageId, body, receiveCount));
      const { batchItemFailures }: SQSBatchResponse = await settle({ Records: records }, lambdaContext());
      const givenBack = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      for (const { messageId } of batch) if (!givenBack.has(messageId)) world.unverified.delete(messageId);
      return batch.length;
    },
    reads: () => reads,
  };
}
