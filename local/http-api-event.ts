import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** A request as it came off the wire. */
export interface HttpRequest {
  readonly method: string;
  /** Path and query, as sent. */
  readonly target: string;
  /** Names and values in turn, as `IncomingMessage.rawHeaders` has them. */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
  readonly sourceIp: string;
}

/** The route that a request took, such as `POST /webhooks/shopify/{store}`. */
export interface TakenRoute {
  readonly key: string;
  readonly pathParameters: Readonly<Record<string, string>>;
}

/** Everything else reaches a function as base64, whatever bytes it holds. */
const TEXT = /^(?:text\/|application\/(?:json|xml|javascript)\b|[\w.+-]+\/[\w.+-]+\+(?:json|xml)\b)/i;

/**
 * The event that API Gateway's HTTP API sends for a request, payload version 2.0.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function toHttpApiEvent(
  request: HttpRequest,
  route: TakenRoute,
  { requestId, nowMs }: { readonly requestId: string; readonly nowMs: number },
): APIGatewayProxyEventV2 {
  const { cookie: cookies = [], ...headerValues } = headersOf(request.rawHeaders);
  const headers = joined(headerValues, ',');
  const [rawPath = '/', rawQueryString = ''] = splitOnce(request.target, '?');
  const query = joined(
    Object.groupBy(new URLSearchParams(rawQueryString), ([name]) => name),
    ',',
    ([, value]) => value,
  );
  const isBase64Encoded = request.body.length > 0 && !TEXT.test(headers['content-type'] ?? '');
  return {
    version: '2.0',
    routeKey: route.key,
    rawPath,
    rawQueryString,
    ...(cookies.length > 0 && { cookies: cookies.flatMap((value) => value.split(/;\s*/)) }),
    headers,
    ...(rawQueryString !== '' && { queryStringParameters: query }),
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      domainName: headers.host ?? 'localhost',
      domainPrefix: 'local',
      http: {
        method: request.method,
        path: rawPath,
        protocol: 'HTTP/1.1',
        sourceIp: request.sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId,
      routeKey: route.key,
      stage: '$default',
      time: commonLogTime(nowMs),
      timeEpoch: nowMs,
    },
    ...(Object.keys(route.pathParameters).length > 0 && { pathParameters: route.pathParameters }),
    ...(request.body.length > 0 && { body: request.body.toString(isBase64Encoded ? 'base64' : 'utf8') }),
    isBase64Encoded,
  };
}

/** Names in lower case, each with its values in the order in which they came. */
function headersOf(rawHeaders: readonly string[]): Record<string, string[]> {
  const values: Record<string, string[]> = {};
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase();
    values[name] = [...(values[name] ?? []), rawHeaders[index + 1] ?? ''];
  }
  return values;
}

function joined<Value>(
  lists: Partial<Record<string, readonly Value[]>>,
  separator: string,
  text: (value: Value) => string = String,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(lists).map(([name, values = []]) => [name, values.map(text).join(separator)]),
  );
}

function splitOnce(text: string, separator: string): readonly string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

/** `22/Nov/2026:19:58:37 +0000` */
function commonLogTime(ms: number): string {
  const [, day, month, year, time] = new Date(ms).toUTCString().split(' ');
  return `${day}/${month}/${year}:${time} +0000`;
}
