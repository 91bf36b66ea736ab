import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What Lambda writes of each invocation that succeeds with the log format JSON and the system log level INFO: its start and its
 * report. With WARN it writes neither: only a report of an invocation that failed or timed out has that level.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html, "System log level event mapping"
 */
const LAMBDA_LINES = [
  '{"time":"2026-10-08T06:53:45.332Z","type":"platform.start","record":{"requestId":"a45d720c-3e8e-4748-b9c1-56ab2ea95229","functionArn":"arn:aws:lambda:sa-east-1:123456789012:function:ponte-prod-woocommerce","version":"$LATEST"}}',
  '{"time":"2026-10-08T06:53:45.544Z","type":"platform.report","record":{"requestId":"a45d720c-3e8e-4748-b9c1-56ab2ea95229","metrics":{"durationMs":211.963,"billedDurationMs":212,"memorySizeMB":1024,"maxMemoryUsedMB":123},"status":"success"}}',
];

/** Values of the access log's variables, for a delivery. */
const CONTEXT: Readonly<Record<string, string>> = {
  requestId: 'JKJaXmPLvHcESHA=',
  routeKey: 'POST /webhooks/woocommerce/{store}',
  status: '200',
  responseLatency: '213',
  'integration.status': '200',
  'error.messageString': '-',
};

const serverless = readFileSync(join(import.meta.dirname, '../../serverless.yml'), 'utf8');

/** Bytes that Lambda itself logs of an invocation that succeeds, at the system log level of `serverless.yml`. */
export const lambdaLogBytes = lambdaBytes(setting('systemLogLevel'));

/** Bytes that the HTTP API logs of a request, in the format of `serverless.yml`. */
export const accessLogBytes = bytes(accessLine());

/** Bytes that Lambda itself logs of an invocation that succeeds, at a system log level. */
export function lambdaBytes(systemLogLevel: string): number {
  return systemLogLevel === 'WARN' ? 0 : bytes(LAMBDA_LINES.join(''));
}

function accessLine(): string {
  return setting('format').replace(/\$context\.([\w.]+)/g, (_, name: string) => {
    const value = CONTEXT[name];
    if (value === undefined) throw new Error(`the access log has ${name}, which needs a usual value here`);
    return value;
  });
}

/** A setting of the logs that stands in `serverless.yml` once. */
function setting(name: string): string {
  const [, value] = new RegExp(`^ +${name}: '?(.+?)'?$`, 'm').exec(serverless) ?? [];
  if (value === undefined) throw new Error(`serverless.yml has no ${name}`);
  return value;
}

function bytes(text: string): number {
  return Buffer.byteLength(text);
}
