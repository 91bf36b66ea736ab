import * as z from 'zod';
import { parseJson } from '../../src/shared/parse-json.ts';

const settled = z.object({
  what: z.enum(['settle', 'promotion']),
  store: z.string().nullable().default(null),
  order: z.string().nullable(),
  entries: z.array(z.object({ changeKey: z.string(), points: z.number(), outcome: z.string() })).default([]),
});

/** What a function has told of an order, an award or a run that it took from a queue. */
export type SettledLine = z.infer<typeof settled>;

/** Null for a line that tells of none. */
export function readSettledLine(fields: unknown): SettledLine | null {
  return settled.safeParse(typeof fields === 'string' ? parseJson(fields) : fields).data ?? null;
}
