import * as z from 'zod';

const resource = z.looseObject({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).default({}) });
const schema = z.looseObject({ Resources: z.record(z.string(), resource) });

export type Resource = z.infer<typeof resource>;
export type Template = z.infer<typeof schema>;

export function parseTemplate(text: string): Template {
  return schema.parse(JSON.parse(text));
}

export function ofType(template: Template, type: string): [name: string, resource: Resource][] {
  return Object.entries(template.Resources).filter(([, { Type }]) => Type === type);
}

/** What stands at a path such as `Properties.RedrivePolicy.maxReceiveCount`. */
export function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((inner, key) => {
    return typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined;
  }, value);
}

/** The logical id that `Ref` or `Fn::GetAtt` names. */
export function target(reference: unknown): string | undefined {
  const id = at(reference, 'Ref') ?? at(reference, 'Fn::GetAtt.0');
  return typeof id === 'string' ? id : undefined;
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

/** Every text in a value, however deep: `Fn::Sub` and `Fn::Join` cannot hide a wildcard. */
export function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
}

export interface Statement {
  /** The resource of the template that holds it. */
  readonly of: string;
  readonly actions: readonly string[];
  readonly resources: readonly unknown[];
  readonly statement: unknown;
}

/** Every statement that allows something, but for who may take a role. */
export function allowed(template: Template): Statement[] {
  return Object.entries(template.Resources).flatMap(([of, { Properties }]) => {
    const documents = [
      Properties.PolicyDocument,
      ...list(Properties.Policies).map((policy) => at(policy, 'PolicyDocument')),
    ];
    return documents
      .flatMap((document) => list(at(document, 'Statement')))
      .filter((statement) => at(statement, 'Effect') === 'Allow')
      .map((statement) => ({
        of,
        actions: texts(at(statement, 'Action')),
        resources: list(at(statement, 'Resource')),
        statement,
      }));
  });
}
