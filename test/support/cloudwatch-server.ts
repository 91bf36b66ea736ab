import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { close, listen } from '../../sandbox/loopback.ts';

/** A line in a log group, such as `/aws/lambda/ponte-prod-shopify`. */
export interface LoggedEvent {
  readonly group: string;
  readonly atMs: number;
  readonly message: object;
}

export interface AskedLog {
  readonly logGroupName: string;
  readonly filterPattern: string;
  readonly startTime: number;
  readonly endTime?: number;
}

/**
 * Answers FilterLogEvents and GetMetricData as CloudWatch does, as far as the console asks: a pattern's terms `$.field = "value"` are
 * compared, and every metric has the values that it is given.
 */
export async function startCloudWatch(
  events: readonly LoggedEvent[],
  metrics: (query: MetricQuery) => readonly (readonly [atMs: number, value: number])[],
) {
  const asked: AskedLog[] = [];
  const queries: MetricQuery[] = [];
  const server = createServer(async (request, response) => {
    const ask = JSON.parse(await text(request));
    response.setHeader('content-type', request.headers['content-type'] ?? 'application/x-amz-json-1.0');
    response.end(JSON.stringify(isLogs(request) ? { events: filtered(ask) } : { MetricDataResults: measured(ask) }));
  });

  function filtered(ask: AskedLog): object[] {
    asked.push(ask);
    const terms = [...ask.filterPattern.matchAll(/\$\.([\w.]+) = "([^"]*)"/g)];
    return events.flatMap(({ group, atMs, message }, index) => {
      const isAsked =
        group === ask.logGroupName &&
        atMs >= ask.startTime &&
        (ask.endTime === undefined || atMs <= ask.endTime) &&
        terms.every(([, path = '', value]) => at(message, path.split('.')) === value);
      return isAsked ? [{ eventId: `e${index}`, timestamp: atMs, message: JSON.stringify(message) }] : [];
    });
  }

  function measured({ MetricDataQueries }: { readonly MetricDataQueries: readonly MetricQuery[] }): object[] {
    queries.push(...MetricDataQueries);
    return MetricDataQueries.map((query) => {
      const values = metrics(query);
      return {
        Id: query.Id,
        Timestamps: values.map(([atMs]) => atMs / 1_000),
        Values: values.map(([, value]) => value),
      };
    });
  }

  const url = await listen(server, 0);
  return { url, asked, queries, close: () => close(server) };
}

export interface MetricQuery {
  readonly Id: string;
  readonly MetricStat: {
    readonly Metric: {
      readonly Namespace: string;
      readonly MetricName: string;
      readonly Dimensions: readonly { readonly Value: string }[];
    };
    readonly Period: number;
    readonly Stat: string;
  };
}

function isLogs({ headers }: IncomingMessage): boolean {
  return String(headers['x-amz-target']).includes('FilterLogEvents');
}

function at(value: unknown, path: readonly string[]): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  return typeof value === 'object' && value !== null ? at((value as Record<string, unknown>)[first], rest) : undefined;
}
