import { DeleteMessageBatchCommand, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { parsePromotionMessage } from '../../../src/aws/sqs/promotion-message.ts';
import { madeRow } from './made-audience.ts';

/** What was in the queue. */
export interface Queued {
  readonly messages: number;
  readonly bytes: number;
  readonly awards: number;
  readonly points: number;
  /** Awards that no row of the audience gives, or that came before. */
  readonly wrong: number;
}

/** Takes all messages from the queue, and holds each award against the row that it comes from. */
export async function takeQueued(
  client: SQSClient,
  queueUrl: string,
  rows: number,
  emit: (messages: number) => void,
): Promise<Queued> {
  const QueueUrl = queueUrl;
  const queued = { messages: 0, bytes: 0, awards: 0, points: 0, wrong: 0 };
  const seen = new Uint8Array(rows + 2);
  for (;;) {
    const { Messages: messages = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
    );
    if (messages.length === 0) return queued;
    for (const { Body: body = '' } of messages) {
      queued.messages += 1;
      queued.bytes += Buffer.byteLength(body);
      const message = parsePromotionMessage(body);
      if (message?.kind !== 'awards') throw new TypeError('a message without awards');
      for (const { line, customer, points } of message.batch.awards) {
        const row = madeRow(line);
        const isRight =
          row.kind === 'award' && row.customer === customer && row.points === points && line < seen.length;
        if (!isRight || seen[line] === 1) queued.wrong += 1;
        seen[line] = 1;
        queued.awards += 1;
        queued.points += points;
      }
    }
    const Entries = messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
    await client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    emit(queued.messages);
  }
}
