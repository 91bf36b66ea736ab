/** A JSON object whose fields are not yet known. */
export type PayloadFields = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is PayloadFields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
