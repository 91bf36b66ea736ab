import type { APIGatewayProxyEventV2, Context, SQSRecord } from 'aws-lambda';

/** An event of API Gateway's HTTP API, as its documentation shows it; a function URL's has the same shape. */
export function httpEvent(
  about: Partial<Pick<APIGatewayProxyEventV2, 'rawPath' | 'headers' | 'body' | 'isBase64Encoded'>> & {
    readonly timeEpoch?: number;
  },
): APIGatewayProxyEventV2 {
  const { rawPath = '/webhooks/shopify/demo-shopify', headers = {}, isBase64Encoded = false, body } = about;
  const { timeEpoch = 1_795_377_517_000 } = about;
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString: '',
    headers,
    requestContext: {
      accountId: '000000000000',
      apiId: 'made-up',
      domainName: 'made-up.lambda-url.sa-east-1.on.aws',
      domainPrefix: 'made-up',
      http: { method: 'POST', path: rawPath, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'made-up' },
      requestId: 'made-up',
      routeKey: '$default',
      stage: '$default',
      time: '22/Nov/2026:19:58:37 +0000',
      timeEpoch,
    },
    ...(body !== undefined && { body }),
    isBase64Encoded,
  };
}

/** What a Lambda is told about its invocation. */
export function lambdaContext(remainingMs = 10_000): Context {
  const startedAtMs = Date.now();
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: 'made-up',
    functionVersion: '$LATEST',
    invokedFunctionArn: 'arn:aws:lambda:sa-east-1:000000000000:function:made-up',
    memoryLimitInMB: '256',
    awsRequestId: 'made-up',
    logGroupName: 'made-up',
    logStreamName: 'made-up',
    getRemainingTimeInMillis: () => remainingMs - (Date.now() - startedAtMs),
    done: () => {},
    fail: () => {},
    succeed: () => {},
  };
}

export function sqsRecord(messageId: string, body: string, receiveCount = 1): SQSRecord {
  return {
    messageId,
    receiptHandle: 'made-up',
    body,
    attributes: {
      ApproximateReceiveCount: String(receiveCount),
      SentTimestamp: '0',
      SenderId: 'made-up',
      ApproximateFirstReceiveTimestamp: '0',
    },
    messageAttributes: {},
    md5OfBody: 'made-up',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:sa-east-1:000000000000:settle',
    awsRegion: 'sa-east-1',
  };
}
