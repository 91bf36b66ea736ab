import type * as z from 'zod/mini';
import type { Interpretation } from './interpretation.ts';

/** Names the first faulty fields by their paths, never by their values. */
export function unreadableFields(what: string, error: z.core.$ZodError): Interpretation {
  const paths = error.issues.slice(0, 5).map((issue) => issue.path.join('.'));
  return { kind: 'unreadable', because: `fields of the ${what} are missing or not as expected: ${paths.join(', ')}` };
}
