/** The values that occur more than once, each once; missing ones do not count. */
export function repeated<Value extends string | number>(values: readonly (Value | null | undefined)[]): Value[] {
  const seen = new Set<Value>();
  const again = new Set<Value>();
  for (const value of values) {
    if (value === null || value === undefined) continue;
    if (seen.has(value)) again.add(value);
    else seen.add(value);
  }
  return [...again];
}
