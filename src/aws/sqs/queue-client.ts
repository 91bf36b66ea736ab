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

/** SQS's operations. Rejects with `AwsError` where SQS refuses. */
export interface QueueClient {
  call<Name extends keyof Operations>(
    operation: Name,
    input: Operations[Name]['input'] & { readonly QueueUrl: string },
    signal: AbortSignal,
  ): Promise<Omit<Operations[Name]['output'], '$metadata'>>;
}

/** The SDK's number of attempts and delay. */
const SQS = { name: 'sqs', target: 'AmazonSQS', maxAttempts: 3, baseDelayMs: 50 } as const;

/**
 * Sends to the host of the queue's URL, unless `endpoint` is the address of SQS. An SDK client's own `endpoint` is none, as it
 * is not known before that client asks for it.
 */
export function createQueueClient({
  endpoint,
  ...settings
}: ServiceSettings & { readonly endpoint?: unknown }): QueueClient {
  const send = createJsonClient(SQS, settings);
  return {
    async call(operation, input, signal) {
      const url = new URL(typeof endpoint === 'string' ? endpoint : new URL(input.QueueUrl).origin);
      return JSON.parse(await send(operation, JSON.stringify(input), { url, signal }));
    },
  };
}
