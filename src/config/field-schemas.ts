import * as z from 'zod';
import { parseDecimal } from '../domain/decimal.ts';
import { LOCAL_TIME } from '../shared/local-time.ts';
import { required } from './format-issue.ts';

export const localTime = (wanted: string) =>
  z
    .string(required(wanted))
    .regex(LOCAL_TIME, 'write a date as "2026-11-27", or with a time as "2026-11-27T18:30", in the store\'s time zone');

export const amount = (wanted: string) =>
  z.string(required(wanted)).transform((text, context) => {
    const parsed = parseDecimal(text);
    if (parsed !== undefined && !text.startsWith('-')) return parsed;
    context.addIssue({ code: 'custom', message: 'write a plain number without a sign, such as "1" or "0.25"' });
    return z.NEVER;
  });

export const positive = (wanted: string) =>
  amount(wanted).refine((text) => /[1-9]/.test(text), 'must be more than zero');

/** One, or a list of several: a shop that moves sends under its new host. `error` is for what is neither. */
export function oneOrMore<Text extends z.ZodType<string>>(one: Text, error: z.core.$ZodErrorMap) {
  return z
    .union([one, z.array(one).min(1, 'write at least one')], { error })
    .transform((written): readonly string[] => [written].flat());
}
