import type { Emit } from '../../ports/telemetry.ts';
import { escapedJson } from '../../shared/escape-controls.ts';
import { embeddedMetrics, type Sample } from './embedded-metrics.ts';
import { endsInvocation, logLine, samplesOf } from './event-table.ts';

export interface CloudWatchTelemetryOptions {
  /** CloudWatch namespace of the metrics; with `null` none are written. */
  readonly namespace: string | null;
  readonly now: () => number;
}

/**
 * Writes events to the log: lines at once, the metrics of an invocation together at its end, because CloudWatch Logs charges by
 * the byte. Of an invocation that is killed, the lines are written; its metrics follow with the next one of that container.
 *
 * Control characters of outside text are escaped, because a terminal that shows the log would execute them.
 *
 * With the log format JSON, Lambda's runtime wraps console output into JSON of its own. An object in it can be queried, text
 * cannot. CloudWatch looks for metrics at the top level only, so that these are written to stdout directly.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html#nodejs-logging-advanced-emf
 * @see https://github.com/aws-powertools/powertools-lambda-typescript/pull/1786, which does the same
 */
export function createCloudWatchTelemetry({ namespace, now }: CloudWatchTelemetryOptions): Emit {
  let samples: Sample[] = [];
  return (event) => {
    const line = logLine(event);
    if (line !== null) {
      const fields = escapedJson(line.fields);
      console[line.level](process.env.AWS_LAMBDA_LOG_FORMAT === 'JSON' ? JSON.parse(fields) : fields);
    }
    if (namespace === null) return;
    samples.push(...samplesOf(event));
    if (!endsInvocation(event)) return;
    for (const document of embeddedMetrics(namespace, samples, now())) {
      process.stdout.write(`${escapedJson(document)}\n`);
    }
    samples = [];
  };
}
