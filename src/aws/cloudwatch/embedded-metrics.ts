import { type Dimension, type MetricName, metricTable } from './metric-table.ts';

/** One value of a metric. `of`: the value of its dimension, `null` without one. */
export interface Sample {
  readonly metric: MetricName;
  readonly value: number;
  readonly of: string | null;
}

/**
 * The samples of one invocation as documents of CloudWatch's embedded metric format, each to be logged as one line. A document
 * can hold one value of a dimension and a hundred values of a metric.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function embeddedMetrics(namespace: string, samples: readonly Sample[], timestampMs: number): object[] {
  const documents: Sample[][] = [[]];
  const seen = new Map<Dimension, (string | null)[]>();
  for (const sample of samples) {
    const { dimension } = metricTable[sample.metric];
    const values = dimension === null ? [] : (seen.get(dimension) ?? []);
    if (dimension !== null) {
      if (!values.includes(sample.of)) values.push(sample.of);
      seen.set(dimension, values);
    }
    // What has no dimension stands in the first.
    const at = Math.max(0, values.indexOf(sample.of));
    const document = documents[at];
    if (document === undefined) documents[at] = [sample];
    else document.push(sample);
  }
  return documents.flatMap(inParts).map((some) => documentOf(namespace, some, timestampMs));
}

const MAX_VALUES = 100;
const DIMENSIONS = [null, 'Severity', 'Store'] as const;

/** Divides samples among documents. Counts stay together: they are added up. */
function inParts(samples: readonly Sample[]): Sample[][] {
  const parts: Sample[][] = [];
  const listed = new Map<MetricName, number>();
  for (const sample of samples) {
    const before = listed.get(sample.metric) ?? 0;
    const part = metricTable[sample.metric].unit === 'Count' ? 0 : Math.floor(before / MAX_VALUES);
    listed.set(sample.metric, before + 1);
    const others = parts[part];
    if (others === undefined) parts[part] = [sample];
    else others.push(sample);
  }
  return parts;
}

function documentOf(namespace: string, samples: readonly Sample[], timestampMs: number): object {
  const names = [...new Set(samples.map(({ metric }) => metric))];
  const members: Record<string, string | number | readonly number[]> = {};
  for (const { metric, of } of samples) {
    const { dimension } = metricTable[metric];
    if (dimension !== null && of !== null) members[dimension] = of;
  }
  for (const name of names) {
    const values = samples.filter(({ metric }) => metric === name).map(({ value }) => value);
    members[name] = metricTable[name].unit === 'Count' ? values.reduce((total, value) => total + value, 0) : values;
  }
  const directives = DIMENSIONS.map((dimension) => ({
    Namespace: namespace,
    Dimensions: [dimension === null ? [] : [dimension]],
    Metrics: names
      .filter((name) => metricTable[name].dimension === dimension)
      .map((name) => ({ Name: name, Unit: metricTable[name].unit })),
  })).filter(({ Metrics }) => Metrics.length > 0);
  return { _aws: { Timestamp: timestampMs, CloudWatchMetrics: directives }, ...members };
}
