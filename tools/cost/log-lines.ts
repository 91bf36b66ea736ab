import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What Lambda writes of each invocation with the log format JSON and the system log level INFO: its start and its report.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html
 */
const LAMBDA_LINES = [
  '{"time":"2026-10-08T06:53:45.332Z","type":"platform.start","record":{"requestId":"a45d720c-3e8e-4748-b9c1-56ab2ea95229","functionArn":"arn:aws:lambda:sa-east-1:123456789012:function:ponte-prod-woocommerce","version":"$LATEST"}}',
  '{"time":"2026-10-08T06:53:45.544Z","type":"platform.report","record":{"requestId":"a45d720c-3e8e-4748-b9c1-56ab2ea95229","metrics":{"durationMs":211.963,"billedDurationMs":212,"memorySizeMB":1024,"maxMemoryUsedMB":123},"status":"success"}}',
];

/** Values of the access log's variables, for a delivery. */
const CONTEXT: Readonly<Record<string, string>> = {
  requestId: 'JKJaXmPLvHcESHA=',
  requestTime: '08/Oct/2026:06:53:45 +0000',
  routeKey: 'POST /webhooks/woocommerce/{store}',
  status: '200',
  responseLatency: '213',
  'integration.status': '200',
  'error.messageString': '-',
};

/** Bytes that Lambda itself logs of an invocation. */
export const lambdaLogBytes = bytes(LAMBDA_LINES.join(''));

/** Bytes that the HTTP API logs of a request, in the format of `serverless.yml`. */
export const accessLogBytes = bytes(accessLine());

function accessLine(): string {
  const text = readFileSync(join(import.meta.dirname, '../../serverless.yml'), 'utf8');
  const [, format] = /^ +format: '(.+)'$/m.exec(text) ?? [];
  if (format === undefined) throw new Error('serverless.yml has no format of the access log');
  return format.replace(/\$context\.([\w.]+)/g, (_, name: string) => {
    const value = CONTEXT[name];
    if (value === undefined) throw new Error(`the access log has ${name}, which needs a usual value here`);
    return value;
  });
}

function bytes(text: string): number {
  return Buffer.byteLength(text);
}
