import type { Emit } from '../../ports/telemetry.ts';
import { embeddedMetrics, type Sample } from './embedded-metrics.ts';
import { endsInvocation, logLine, samplesOf } from './event-table.ts';

export interface CloudWatchTelemetryOptions {
  /** Of the metrics; with `null` none are written. */
  readonly namespace: string | null;
  readonly now: () => number;
}

/**
 * Writes events to the log: their lines at once, the metrics of an invocation together when it ends, since CloudWatch Logs
 * costs by the byte. An invocation that is killed before leaves its lines, and its metrics to the next one if there is one.
 *
 * Lambda's runtime wraps what goes through the console into JSON of its own where the log format says so: an object then
 * stays one, which queries can look into, where text would stay text. CloudWatch looks for metrics only at the top, so that
 * theirs are written past the console.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html#nodejs-logging-advanced-emf
 * @see https://github.com/aws-powertools/powertools-lambda-typescript/pull/1786, which does the same
 */
export function createCloudWatchTelemetry({ namespace, now }: CloudWatchTelemetryOptions): Emit {
  let samples: Sample[] = [];
  return (event) => {
    const line = logLine(event);
    if (line !== null) {
      console[line.level](process.env.AWS_LAMBDA_LOG_FORMAT === 'JSON' ? line.fields : JSON.stringify(line.fields));
    }
    if (namespace === null) return;
    samples.push(...samplesOf(event));
    if (!endsInvocation(event)) return;
    for (const document of embeddedMetrics(namespace, samples, now())) {
      process.stdout.write(`${JSON.stringify(document)}\n`);
    }
    samples = [];
  };
}
