import { deflateRawSync, inflateRawSync } from 'node:zlib';
import * as z from 'zod/mini';

/** Far more than an item can hold. */
const MAX_INFLATED_BYTES = 64 * 1024 * 1024;

/** JSON, as text or compressed. */
export type JsonText = string | Uint8Array;

/**
 * JSON text, which the AWS console shows; compressed where it has `compressFrom` characters or more. Throws on values that JSON
 * would silently change.
 */
export function toJson(part: unknown, compressFrom: number): JsonText {
  const text = JSON.stringify(part, (name, value: unknown) => {
    if (value === undefined || (typeof value === 'number' && !Number.isFinite(value))) {
      throw new TypeError(`a record cannot hold ${value}: ${name}`);
    }
    return value;
  });
  return text.length < compressFrom ? text : deflated(text);
}

export function deflated(text: string): Uint8Array {
  // Stryker disable next-line ObjectLiteral: every level reads back the same
  return deflateRawSync(text, { level: 9 });
}

/** Reads what `toJson` wrote. */
export const jsonText = z.pipe(
  z.union([z.string(), z.instanceof(Uint8Array)]),
  z.transform((written, context): unknown => {
    try {
      const isText = typeof written === 'string';
      return JSON.parse(isText ? written : inflateRawSync(written, { maxOutputLength: MAX_INFLATED_BYTES }).toString());
    } catch {
      context.issues.push({ code: 'custom', message: 'not JSON', input: undefined });
      return z.NEVER;
    }
  }),
);
