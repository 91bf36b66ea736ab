import { deflateRawSync, inflateRawSync } from 'node:zlib';
import * as z from 'zod/mini';

/** Shorter texts stay readable in the AWS console. */
const COMPRESS_FROM_BYTES = 1_024;
/** Far more than an item can hold. */
const MAX_INFLATED_BYTES = 64 * 1024 * 1024;

/** JSON text, compressed where it is long. Throws on values that JSON would silently change. */
export function toJson(part: unknown): string | Uint8Array {
  const text = JSON.stringify(part, (name, value: unknown) => {
    if (value === undefined || (typeof value === 'number' && !Number.isFinite(value))) {
      throw new TypeError(`a record cannot hold ${value}: ${name}`);
    }
    return value;
  });
  // Stryker disable next-line ObjectLiteral: every level reads back the same
  return text.length < COMPRESS_FROM_BYTES ? text : deflateRawSync(text, { level: 9 });
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
