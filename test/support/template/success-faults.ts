import { logLine } from '../../../src/aws/cloudwatch/event-table.ts';
import { type Outcome, outcome } from '../../../src/domain/outcome.ts';
import { type OutcomeKind, outcomeTable } from '../../../src/domain/outcome-table.ts';
import { at, list, ofType, type Template, target } from './template.ts';

/** One comparison of a filter's pattern. */
const EQUALS = /^\$\.([\w.]+) = "([^"]*)"$/;

/** The functions write no metric of a delivery that succeeds: a filter on the log of each counts their lines, and no others. */
export function successesAreCounted(template: Template): string[] {
  const filters = ofType(template, 'AWS::Logs::MetricFilter').filter(([, { Properties: of }]) => {
    return list(of.MetricTransformations).some((one) => at(one, 'MetricName') === 'Outcomes');
  });
  const groups = filters.map(([, { Properties: of }]) => target(of.LogGroupName));
  return [
    ...['ShopifyLogGroup', 'WoocommerceLogGroup'].flatMap((group) => {
      const times = groups.filter((one) => one === group).length;
      return times === 1 ? [] : [`successes are counted ${times} times in ${group}`];
    }),
    ...filters.flatMap(([name, { Properties: of }]) => {
      return Object.entries(outcomeTable).flatMap(([kind, { severity }]) => {
        const line = lineOf(outcome(kind as OutcomeKind, 'applied'));
        const [to] = list(of.MetricTransformations);
        const severityOf = at(line, String(at(to, 'Dimensions.0.Value')).replace('$.', ''));
        if (severityOf !== severity) return [`${name} takes ${severityOf} for the severity of ${kind}`];
        return matches(String(of.FilterPattern), line) === (severity === 'success')
          ? []
          : [`${name} is wrong about ${kind}`];
      });
    }),
  ];
}

/** A line of a delivery, as Lambda's log format JSON wraps it. */
function lineOf(came: Outcome): unknown {
  const about = { platform: 'shopify', store: 'acme', topic: 'orders/paid', delivery: null, tookMs: 5 };
  return { level: 'INFO', message: logLine({ kind: 'deliveryHandled', ...about, outcome: came })?.fields };
}

function matches(pattern: string, line: unknown): boolean {
  const compared = pattern.replace(/^\{ | \}$/g, '').split(' && ');
  return compared.every((one) => {
    const [, path = '', wanted] = EQUALS.exec(one) ?? [];
    return wanted !== undefined && at(line, path) === wanted;
  });
}
