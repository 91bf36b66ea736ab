import type { PonteEvent } from './event.ts';
import { logLine } from './event-table.ts';

/**
 * Writes an event to the log. Lambda's runtime wraps every line into JSON of its own when the function's log format says so:
 * an object then stays one, which queries can look into, where text would stay text.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html
 */
export function tellCloudWatch(event: PonteEvent): void {
  const { level, fields } = logLine(event);
  console[level](process.env.AWS_LAMBDA_LOG_FORMAT === 'JSON' ? fields : JSON.stringify(fields));
}
