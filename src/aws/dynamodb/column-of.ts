import * as z from 'zod/mini';
import { fromColumn, type Json, toColumn } from './columns.ts';

const written = z.tuple([z.int().check(z.nonnegative()), z.unknown()]);

/** A schema that stores rows as their number and a column. `row` is a list of fields; what is null at the end of all is cut. */
export function columnOf<Row extends z.ZodMiniType>(row: Row) {
  return z.codec(written, z.array(row), {
    decode: ([count, column], context) => {
      try {
        return fromColumn(column, count) as z.input<Row>[];
      } catch {
        context.issues.push({ code: 'custom', message: 'not a column', input: undefined });
        return z.NEVER;
      }
    },
    encode: (rows): [number, unknown] => {
      const lists = rows as Json[][];
      const width = Math.max(0, ...lists.map((list) => list.findLastIndex((field) => field !== null) + 1));
      return [lists.length, toColumn(lists.map((list) => list.slice(0, width)))];
    },
  });
}
