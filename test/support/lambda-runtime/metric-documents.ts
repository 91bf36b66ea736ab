import * as z from 'zod';

/** CloudWatch's embedded metric format, as far as Ponte uses it. */
const embedded = z
  .object({
    _aws: z.strictObject({
      Timestamp: z.int().min(1_700_000_000_000),
      CloudWatchMetrics: z
        .array(
          z.strictObject({
            Namespace: z.string().regex(/^[\w./#:-]{1,255}$/),
            Dimensions: z.array(z.array(z.string()).max(30)).nonempty(),
            Metrics: z
              .array(z.strictObject({ Name: z.string(), Unit: z.enum(['Count', 'Seconds', 'Milliseconds']) }))
              .nonempty()
              .max(100),
          }),
        )
        .nonempty(),
    }),
  })
  .catchall(z.union([z.string().min(1), z.number(), z.array(z.number()).nonempty().max(100)]))
  .superRefine((document, context) => {
    for (const { Dimensions, Metrics } of document._aws.CloudWatchMetrics) {
      const targets = [
        ...Dimensions.flat().map((name) => [name, typeof document[name] === 'string'] as const),
        ...Metrics.map(
          ({ Name }) => [Name, typeof document[Name] === 'number' || Array.isArray(document[Name])] as const,
        ),
      ];
      for (const [name, isThere] of targets) if (!isThere) context.addIssue(`its target ${name} is missing`);
    }
  });

/** One line of a log in which CloudWatch finds metrics. */
export interface MetricDocument {
  readonly line: string;
  readonly namespace: string;
  readonly metrics: readonly string[];
}

/**
 * The lines in which CloudWatch finds metrics: `_aws` at their top, nothing before or after the JSON.
 * Throws on one that is not as specified.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function metricDocuments(logEvents: readonly string[]): MetricDocument[] {
  return parsed(logEvents).map(({ line, document: { _aws } }) => ({
    line,
    namespace: [...new Set(_aws.CloudWatchMetrics.map(({ Namespace }) => Namespace))].join(' '),
    metrics: _aws.CloudWatchMetrics.flatMap(({ Metrics }) => Metrics.map(({ Name }) => Name)),
  }));
}

/** What CloudWatch adds up of a metric that counts. */
export function sumOf(metric: string, logEvents: readonly string[]): number {
  return parsed(logEvents).reduce((total, { document }) => total + Number(document[metric] ?? 0), 0);
}

function parsed(logEvents: readonly string[]) {
  return logEvents
    .filter((line) => line.includes('"_aws"'))
    .map((line) => ({ line, document: embedded.parse(JSON.parse(line)) }));
}
