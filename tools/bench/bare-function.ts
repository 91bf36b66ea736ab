import { randomUUID } from 'node:crypto';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

const dynamoDb = new DynamoDBClient({});
const sqs = new SQSClient({});

/** The least that keeps a delivery and has it dealt with later: one write, then one message that names it. */
export async function handler({ body = '' }: APIGatewayProxyEventV2) {
  const id = randomUUID();
  const Item = { id: { S: id }, body: { S: body } };
  await dynamoDb.send(new PutItemCommand({ TableName: process.env.TABLE_NAME, Item }));
  await sqs.send(new SendMessageCommand({ QueueUrl: process.env.QUEUE_URL, MessageBody: id }));
  return { statusCode: 200, body: '{}' };
}
