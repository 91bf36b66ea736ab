import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  type QueueAttributeName,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';

/** A client of an emulator on this machine, which lets everybody in. */
export function sqsClient(endpoint: string): SQSClient {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  return new SQSClient({ endpoint, region: 'us-east-1', credentials });
}

/** Takes up to ten visible messages; they come back when their visibility timeout ends. */
export async function receive(client: SQSClient, queueUrl: string): Promise<Message[]> {
  const { Messages: messages = [] } = await client.send(
    new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10, MessageSystemAttributeNames: ['All'] }),
  );
  return messages;
}

/** Takes every visible message for good. */
export async function drain(client: SQSClient, queueUrl: string): Promise<string[]> {
  const bodies: string[] = [];
  for (let batch = await receive(client, queueUrl); batch.length > 0; batch = await receive(client, queueUrl)) {
    for (const { Body: body = '', ReceiptHandle: handle } of batch) {
      bodies.push(body);
      await client.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle: handle }));
    }
  }
  return bodies;
}

/** One attribute of a queue, as text. */
export async function attribute(client: SQSClient, queueUrl: string, name: QueueAttributeName) {
  const get = new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: [name] });
  return (await client.send(get)).Attributes?.[name];
}
