/** What a path says where a pattern has `{name}`, which stands for any one part of it, decoded; null where it does not fit. */
export function pathParametersOf(pattern: string, path: string): Readonly<Record<string, string>> | null {
  const parts = pattern.split('/');
  const asked = path.split('/');
  if (parts.length !== asked.length) return null;
  const pathParameters: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const given = asked[index] ?? '';
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined ? part !== given : given === '') return null;
    if (name !== undefined) pathParameters[name] = decoded(given);
  }
  return pathParameters;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
