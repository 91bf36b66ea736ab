import * as z from 'zod/mini';

type Fields = Readonly<Record<string, z.ZodMiniType>>;

/**
 * A schema that stores an object as a list of its values, in the order of `fields`, without trailing nulls. It saves space:
 * each kilobyte of an item costs a write unit, and names would repeat with every line. A longer list is refused, never cut.
 */
export function inOrder<const Named extends Fields>(fields: Named) {
  return listOf(fields, (values) => values.slice(0, values.findLastIndex((field) => field !== null) + 1));
}

/** The same with its trailing nulls, for rows of a column: lists of one length become columns of their own. Reads either. */
export function inFullOrder<const Named extends Fields>(fields: Named) {
  return listOf(fields, (values) => values);
}

function listOf<const Named extends Fields>(fields: Named, written: (values: unknown[]) => unknown[]) {
  const names = Object.keys(fields);
  return z.codec(z.array(z.unknown()), z.strictObject(fields), {
    decode: (values) => {
      const missing = names.slice(values.length).map((name) => [name, null]);
      return Object.fromEntries([...values.map((value, at) => [names[at] ?? at, value]), ...missing]) as never;
    },
    encode: (value) => written(names.map((name) => (value as Readonly<Record<string, unknown>>)[name])),
  });
}
