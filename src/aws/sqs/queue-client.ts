import type {
  GetQueueAttributesCommandInput,
  GetQueueAttributesCommandOutput,
  SendMessageBatchCommandInput,
  SendMessageBatchCommandOutput,
  SendMessageCommandInput,
  SendMessageCommandOutput,
} from '@aws-sdk/client-sqs';
import { createJsonClient, type ServiceSettings } from '../json-client.ts';

interface Operations {
  readonly GetQueueAttributes: {
    readonly input: Omit<GetQueueAttributesCommandInput, 'AttributeNames'> & {
      readonly AttributeNames: readonly string[];
    };
    readonly output: GetQueueAttributesCommandOutput;
  };
  readonly SendMessage: { readonly input: SendMessageCommandInput; readonly output: SendMessageCommandOutput };
  readonly SendMessageBatch: {
    readonly input: SendMessageBatchCommandInput;
    readonly output: SendMessageBatchCommandOutput;
  };
}

/** SQS's operations, sent to the host of the queue's URL. Rejects with `AwsError` where SQS refuses. */
export interface QueueClient {
  call<Name extends keyof Operations>(
    operation: Name,
    input: Operations[Name]['input'] & { readonly QueueUrl: string },
    signal: AbortSignal,
  ): Promise<Omit<Operations[Name]['output'], '$metadata'>>;
}

/** The SDK's number of attempts and delay. */
const SQS = { name: 'sqs', target: 'AmazonSQS', maxAttempts: 3, baseDelayMs: 50 } as const;

export function createQueueClient(settings: Omit<ServiceSettings, 'endpoint'>): QueueClient {
  const send = createJsonClient(SQS, settings);
  return {
    async call(operation, input, signal) {
      const url = new URL(new URL(input.QueueUrl).origin);
      return JSON.parse(await send(operation, JSON.stringify(input), { url, signal }));
    },
  };
}
