import { at, list, ofType, type Resource, type Template, target } from './template.ts';

/**
 * What a busy shop sends in a second: 1,000 orders in a minute with four deliveries each, as docs/cost.md has them. WooCommerce
 * never sends again what is answered 429.
 */
const BUSY_SHOP_PER_SECOND = 67;

const LIMITS = ['ThrottlingRateLimit', 'ThrottlingBurstLimit'] as const;

/** A flood on one route may take nothing from the others. */
export function throttles(template: Template): string[] {
  const routes = ofType(template, 'AWS::ApiGatewayV2::Route');
  return ofType(template, 'AWS::ApiGatewayV2::Stage').flatMap(([name, stage]) => [
    ...routes.flatMap(([id, { Properties }]) => routeFaults(name, stage, id, String(Properties.RouteKey))),
    ...LIMITS.flatMap((limit) => {
      const ofRoutes = Object.values(Object(stage.Properties.RouteSettings)).map((one) => Number(at(one, limit)));
      const sum = ofRoutes.reduce((one, other) => one + other, 0);
      return Number(at(stage, `Properties.DefaultRouteSettings.${limit}`)) >= sum
        ? []
        : [`${name}: its ${limit} is less than that of its routes together`];
    }),
  ]);
}

function routeFaults(name: string, stage: Resource, id: string, key: string): string[] {
  const settings = Reflect.get(Object(stage.Properties.RouteSettings), key);
  const rate = Number(at(settings, 'ThrottlingRateLimit'));
  return [
    ...LIMITS.flatMap((limit) =>
      Number(at(settings, limit)) > 0 ? [] : [`${name}: ${key} has no ${limit} of its own`],
    ),
    ...(rate > BUSY_SHOP_PER_SECOND ? [] : [`${name}: ${key} refuses a busy shop`]),
    ...(list(stage.DependsOn).includes(id) ? [] : [`${name} is made before ${key}, which it names`]),
  ];
}

/** The pattern of a filter that compares one field of a JSON line with a text or a number. */
const EQUALS = /^\{ \$\.(\w+) = ("?)([^"]*)\2 \}$/;

/** A filter that finds nothing in the access log is as silent as one that has nothing to find. */
export function tooManyRequestsAreCounted(template: Template): string[] {
  const filters = ofType(template, 'AWS::Logs::MetricFilter').filter(([, { Properties: of }]) => {
    return list(of.MetricTransformations).some((one) => at(one, 'MetricName') === 'RequestsThrottled');
  });
  const counted = filters.flatMap(([name, { Properties: of }]) => {
    const line = accessLogLine(template, target(of.LogGroupName) ?? '', '429');
    const [, field = '', quoted = '', text = ''] = EQUALS.exec(String(of.FilterPattern)) ?? [];
    const wanted = quoted === '' ? Number(text) : text;
    return Reflect.get(Object(line), field) === wanted ? [] : [`${name} finds no 429 in the access log`];
  });
  return filters.length > 0 ? counted : ['nobody counts what is answered 429'];
}

/** What the API logs of a request that is answered so, as the format of the stage has it. */
function accessLogLine(template: Template, group: string, status: string): unknown {
  const stage = ofType(template, 'AWS::ApiGatewayV2::Stage').find(([, { Properties }]) => {
    return target(at(Properties, 'AccessLogSettings.DestinationArn')) === group;
  });
  const format = at(stage?.[1], 'Properties.AccessLogSettings.Format');
  return typeof format === 'string' ? JSON.parse(format.replace('$context.status', status)) : null;
}
