import { metricTable } from '../src/aws/cloudwatch/metric-table.ts';

/**
 * The query of CloudWatch Metrics Insights for a metric's values, each store by itself. An alarm needs both `GROUP BY` and `ORDER BY`
 * to have contributors.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create_Metrics_Insights_Alarm.html
 */
export function storeQuery(namespace, metric) {
  const { dimension } = metricTable[metric];
  return `SELECT SUM(${metric}) FROM SCHEMA("${namespace}", ${dimension}) GROUP BY ${dimension} ORDER BY SUM() DESC`;
}
