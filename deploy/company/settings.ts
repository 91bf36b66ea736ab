/** What is in a template, as far as a company's settings change it. */
export interface Resource {
  readonly Type: string;
  readonly Condition?: string;
  readonly Properties?: Readonly<Record<string, unknown>> | undefined;
}
export type Resources = Readonly<Record<string, Resource>>;

/**
 * What a company's accounts ask of everything in them. Each value is a text, or an expression of CloudFormation's; one that is not asked
 * for is absent.
 */
export interface CompanySettings {
  /** The ARN of the policy that bounds all roles. */
  readonly permissionsBoundary?: Setting<unknown>;
  /** The ARN of the KMS key that encrypts what is stored. */
  readonly encryptionKey?: Setting<unknown>;
  readonly network?: Setting<{ readonly subnets: unknown; readonly securityGroups: unknown }>;
  readonly domain?: Setting<{ readonly name: unknown; readonly certificate: unknown }>;
  /** Of Route 53, for the name of `domain`. */
  readonly hostedZone?: Setting<unknown>;
  /** An e-mail address that alarms and budget notify. */
  readonly noticeAddress?: Setting<unknown>;
}

export interface Setting<Value> {
  readonly value: Value;
  /** The condition of the template that says whether it is asked for; without one it is. */
  readonly condition?: string;
}

const NOTHING = { Ref: 'AWS::NoValue' };

/** `value` where a setting is asked for, and `otherwise` where it is not. */
export function where({ condition }: Setting<unknown>, value: unknown, otherwise: unknown = NOTHING): unknown {
  return condition === undefined ? value : { 'Fn::If': [condition, value, otherwise] };
}

/** A resource or an output that is there only where a setting is asked for. */
export function onlyWhere<One extends object>({ condition }: Setting<unknown>, one: One): One {
  return condition === undefined ? one : { ...one, Condition: condition };
}

export function withProperties(one: Resource, added: Readonly<Record<string, unknown>>): Resource {
  return { ...one, Properties: { ...one.Properties, ...added } };
}
