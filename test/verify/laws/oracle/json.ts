/** A parsed body. Numbers that a double cannot hold arrive as their own text. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const LONG_NUMBER = /\d{16,}/;

/** `null` for bytes that are no JSON. Ids beyond 2^53 keep every digit. */
export function parseJson(body: string): Json {
  try {
    if (!LONG_NUMBER.test(body)) return JSON.parse(body) as Json;
    const keepText = (_key: string, value: Json, context?: { readonly source?: string }): Json =>
      typeof value === 'number' ? (context?.source ?? value) : value;
    return JSON.parse(body, keepText) as Json;
  } catch {
    return null;
  }
}

export function field(json: Json | undefined, ...path: readonly string[]): Json | undefined {
  let at = json;
  for (const key of path) {
    if (at === null || typeof at !== 'object' || Array.isArray(at)) return undefined;
    at = (at as { readonly [key: string]: Json })[key];
  }
  return at;
}

/** The text of a string or number, `null` for anything else. */
export function text(json: Json | undefined, ...path: readonly string[]): string | null {
  const at = field(json, ...path);
  return typeof at === 'string' ? at : typeof at === 'number' ? String(at) : null;
}

/** The list there, `null` when it is absent: an absent list is not an empty one. */
export function listOrNull(json: Json | undefined, ...path: readonly string[]): readonly Json[] | null {
  const at = field(json, ...path);
  return Array.isArray(at) ? at : null;
}

export const list = (json: Json | undefined, ...path: readonly string[]): readonly Json[] =>
  listOrNull(json, ...path) ?? [];
