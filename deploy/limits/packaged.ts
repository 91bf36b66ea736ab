/** A template as osls makes it, as far as limits are judged. */
export interface PackagedTemplate {
  readonly Resources: Readonly<Record<string, PackagedResource>>;
  readonly Outputs?: Readonly<Record<string, unknown>>;
}

export interface PackagedResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

/** What is about to be deployed. */
export interface Packaged {
  /** Such as `sa-east-1`. */
  readonly region: string;
  readonly template: PackagedTemplate;
  /** Of the template's file. */
  readonly templateBytes: number;
  /** Of each function's code, unzipped, by the function's name. */
  readonly codeBytes: ReadonlyMap<string, number>;
}

export function resourcesOf(
  { template }: Pick<Packaged, 'template'>,
  type: string,
): [id: string, properties: Readonly<Record<string, unknown>>][] {
  return Object.entries(template.Resources).flatMap(([id, { Type, Properties = {} }]) =>
    Type === type ? [[id, Properties]] : [],
  );
}

/** What stands at a path such as `Environment.Variables`. */
export function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((inner, key) => {
    return typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined;
  }, value);
}
