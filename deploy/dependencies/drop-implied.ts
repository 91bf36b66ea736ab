interface Resource {
  DependsOn?: string | readonly string[];
  readonly Properties?: unknown;
}

/** Drops each `DependsOn` that a reference implies already: osls writes both, and `cfn-lint` warns of them (W3005). */
export function dropImplied(resources: Readonly<Record<string, Resource>>): void {
  for (const resource of Object.values(resources)) {
    const stated = [resource.DependsOn ?? []].flat();
    const implied = referencesIn(resource.Properties);
    const needed = stated.filter((name) => !implied.has(name));
    if (needed.length > 0) resource.DependsOn = needed;
    else delete resource.DependsOn;
  }
}

/** The logical names that `Ref` and `Fn::GetAtt` name. */
function referencesIn(value: unknown): Set<string> {
  if (typeof value !== 'object' || value === null) return new Set();
  const nested = Object.entries(value).map(([key, inner]): Iterable<string> => {
    if (key === 'Ref' && typeof inner === 'string') return [inner];
    if (key === 'Fn::GetAtt' && Array.isArray(inner)) return [String(inner[0])];
    return referencesIn(inner);
  });
  return new Set(nested.flatMap((names) => [...names]));
}
