import * as z from 'zod';

/**
 * An object that is written as a list of its fields, without their names, in the order in which `fields` has them, and without
 * the nulls at its end: each kilobyte of an item costs a write unit, and names repeat with every line. A list with more than
 * that is refused, never cut.
 */
export function inOrder<const Fields extends Readonly<Record<string, z.ZodType>>>(fields: Fields) {
  const names = Object.keys(fields);
  return z.codec(z.array(z.unknown()), z.strictObject(fields), {
    decode: (values) => {
      const missing = names.slice(values.length).map((name) => [name, null]);
      return Object.fromEntries([...values.map((value, at) => [names[at] ?? at, value]), ...missing]) as never;
    },
    encode: (value) => {
      const values = names.map((name) => (value as Readonly<Record<string, unknown>>)[name]);
      return values.slice(0, values.findLastIndex((field) => field !== null) + 1);
    },
  });
}
