import * as z from 'zod';

/** What this process was started with. */
export function readInput<Input>(schema: z.ZodType<Input>): Input {
  return schema.parse(JSON.parse(process.argv[2] ?? 'null'));
}

/** Tells whoever started this process, and ends with them. */
export function sayReady(ready: object): void {
  process.on('disconnect', () => process.exit());
  process.send?.(ready);
}

/** The environment of the functions. */
export const environmentSchema = z.record(z.string(), z.string());
