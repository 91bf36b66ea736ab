import { at, list } from './template.ts';

/** What an alarm looks at. */
export interface WatchedMetric {
  readonly namespace: string;
  readonly metric: string;
  /** `null`: the metric has none. */
  readonly dimension: string | null;
  /** `null`: each value of the dimension is judged by itself. */
  readonly of: unknown;
  readonly periodSeconds: number;
  /** Such as `Sum` or `p99`. */
  readonly statistic: string;
}

/** The one form of query that makes an alarm judge each value of a dimension by itself. */
const BY_EACH = /^SELECT SUM\((\w+)\) FROM SCHEMA\("([\w/-]+)", (\w+)\) GROUP BY (\w+) ORDER BY SUM\(\) DESC$/;

/** The metric that an alarm of a template looks at, by itself or with a query. */
export function watchedMetric(properties: object): WatchedMetric {
  const [query, ...others] = list(at(properties, 'Metrics'));
  if (query === undefined) {
    const [first] = list(at(properties, 'Dimensions'));
    return {
      namespace: String(at(properties, 'Namespace')),
      metric: String(at(properties, 'MetricName')),
      dimension: first === undefined ? null : String(at(first, 'Name')),
      of: at(first, 'Value') ?? null,
      periodSeconds: Number(at(properties, 'Period')),
      statistic: String(at(properties, 'Statistic') ?? at(properties, 'ExtendedStatistic')),
    };
  }
  const [, metric, namespace, dimension, group] = BY_EACH.exec(String(at(query, 'Expression'))) ?? [];
  if (others.length > 0 || metric === undefined || namespace === undefined || dimension !== group)
    throw new Error(`an alarm looks at ${JSON.stringify(at(properties, 'Metrics'))}, which is not known here`);
  const periodSeconds = Number(at(query, 'Period'));
  return { namespace, metric, dimension: dimension ?? null, of: null, periodSeconds, statistic: 'Sum' };
}
