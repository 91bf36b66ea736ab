import * as z from 'zod';
import { parseJson } from '../src/shared/parse-json.ts';
import { type NumberedLog, openNumberedLog } from './numbered-log.ts';

/** A line that a function wrote. */
export const loggedLine = z.object({
  number: z.int().positive(),
  /** ISO 8601, in UTC, by the platform's clock. */
  at: z.string(),
  function: z.string(),
  /** Of the function's invocation; null for what was written outside of one. */
  requestId: z.string().nullable(),
  line: z.string(),
});

export type LoggedLine = z.infer<typeof loggedLine>;

export type LineLog = NumberedLog<LoggedLine>;

/** @param file where they survive a restart; null: in memory only */
export function openLineLog(file: string | null): LineLog {
  return openNumberedLog({
    file,
    schema: loggedLine,
    maxItems: 30_000,
    maxCharacters: 16 * 1024 * 1024,
    charactersOf: ({ line }) => line.length,
  });
}

const metrics = z.looseObject({ _aws: z.object({}) });

/** Samples for CloudWatch, which a person who watches does not read. */
export function isMetrics(line: string): boolean {
  return line.startsWith('{"_aws"') && metrics.safeParse(parseJson(line)).success;
}

/** Of a cold start, which tells nothing here. */
export function isStart(line: string): boolean {
  return line.startsWith('{"what":"started"');
}

/** Schedules fire every few seconds here; what their functions say and measure is worth keeping when they found something. */
export function isQuietRun(functionName: string, line: string): boolean {
  if (functionName === 'sweep') return isMetrics(line) || /"queued":0,"failed":0/.test(line);
  return functionName === 'reconcile' && (isMetrics(line) || /"found":0,"moved":0,"unreadable":0/.test(line));
}
