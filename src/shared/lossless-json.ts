type ParsedJson = { readonly ok: true; readonly value: unknown } | { readonly ok: false };

/**
 * Parses a raw body as JSON. Every number becomes its source text, so that ids beyond 2^53 and amounts lose nothing.
 * Refuses bytes that are not UTF-8, text that is not JSON, and nesting too deep for the stack. Never throws.
 */
export function parseLosslessJson(bytes: Uint8Array): ParsedJson {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { ok: true, value: JSON.parse(text, keepNumberText) };
  } catch {
    return { ok: false };
  }
}

/** Drops the key `__proto__`: `Object.assign` would make it the prototype of the copy. */
function keepNumberText(key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (key === '__proto__') return undefined;
  if (typeof value !== 'number') return value;
  if (context?.source === undefined) throw new TypeError('JSON.parse gives no source text: Node 22 or later is needed');
  return context.source;
}
