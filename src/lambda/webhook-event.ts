import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { type Outcome, outcomeBody } from '../domain/outcome.ts';
import { outcomeTable } from '../domain/outcome-table.ts';
import type { Delivery } from '../platforms/delivery.ts';
import { escapeControls } from '../shared/escape-controls.ts';

/**
 * The delivery in an event of API Gateway's HTTP API or of a function URL. The store is the last part of the path, because a
 * function URL has no path parameters.
 */
export function toDelivery(event: APIGatewayProxyEventV2): Delivery {
  const { timeEpoch: receivedAtMs } = event.requestContext;
  const headers = Object.entries(event.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value ?? '']);
  return {
    store: lastPart(event.rawPath),
    headers: Object.fromEntries(headers),
    rawBody: Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8'),
    receivedAtMs,
  };
}

export function toHttpAnswer(outcome: Outcome): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode: outcomeTable[outcome.kind].httpStatus,
    headers: { 'content-type': 'application/json' },
    body: escapeControls(JSON.stringify(outcomeBody(outcome))),
  };
}

function lastPart(path: string): string {
  const part = path.split('/').filter(Boolean).at(-1) ?? '';
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
