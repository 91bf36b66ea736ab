/** The values that occur more than once, each once; missing ones do not count. */
export function repeated<Value extends string | number>(values: readonly (Value | null | undefined)[]): Value[] {
  const known = values.filter((value) => value !== null && value !== undefined);
  return [...new Set(known.filter((value, index) => known.indexOf(value) !== index))];
}
