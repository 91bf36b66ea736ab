import { CloudWatchLogsClient, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import * as z from 'zod';
import { parseJson } from '../../src/shared/parse-json.ts';
import { regionOf, stackName } from '../stack.ts';

/** Functions that answer deliveries. */
export const DELIVERY_FUNCTIONS = ['shopify', 'woocommerce'] as const;

/** A function's line of a delivery, as Lambda's log format JSON wraps it. */
const logged = z.object({
  timestamp: z.string(),
  message: z.object({
    what: z.literal('delivery'),
    severity: z.enum(['success', 'warning', 'error']),
    outcome: z.string(),
    reason: z.string(),
    message: z.string(),
    platform: z.string(),
    store: z.string().nullable(),
    topic: z.string().nullable(),
    order: z.string().nullable(),
    tookMs: z.number(),
    entries: z.array(z.object({ changeKey: z.string(), points: z.number(), outcome: z.string() })).default([]),
  }),
});

/** What became of one delivery, as its function wrote it. */
export type DeliveryLine = Omit<z.infer<typeof logged>['message'], 'what'> & { readonly at: string };

/** Reads a line of the log; `null` for one that tells of no delivery. */
export function readDeliveryLine(text: string): DeliveryLine | null {
  const { data } = logged.safeParse(parseJson(text));
  if (data === undefined) return null;
  const { what: _, ...line } = data.message;
  return { at: data.timestamp, ...line };
}

/** The deliveries of a stage since then, of each function in the order of their time. */
export async function* deliveriesOf(stage: string, sinceMs: number, signal: AbortSignal): AsyncGenerator<DeliveryLine> {
  const log = await stageLog(stage);
  for (const name of DELIVERY_FUNCTIONS) {
    const asked = { pattern: patternOf({ what: 'delivery' }), fromMs: sinceMs };
    for await (const { message } of log(name, asked, signal)) {
      const line = readDeliveryLine(message);
      if (line !== null) yield line;
    }
  }
}

/** One line of a function's log group. */
export interface LogEvent {
  readonly id: string;
  readonly atMs: number;
  readonly message: string;
}

export interface LogAsk {
  /** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html */
  readonly pattern: string;
  readonly fromMs: number;
  /** Inclusive; without it, until now. */
  readonly toMs?: number;
}

/** Reads the log groups of a stage's functions, each in the order of its lines' time. */
export type StageLog = (functionName: string, ask: LogAsk, signal: AbortSignal) => AsyncGenerator<LogEvent>;

export async function stageLog(stage: string): Promise<StageLog> {
  const client = new CloudWatchLogsClient({});
  await regionOf(client);
  return async function* read(name, { pattern, fromMs, toMs }, signal) {
    const pages = paginateFilterLogEvents(
      { client },
      {
        logGroupName: `/aws/lambda/${stackName(stage)}-${name}`,
        filterPattern: pattern,
        startTime: fromMs,
        ...(toMs !== undefined && { endTime: toMs }),
      },
      { abortSignal: signal },
    );
    for await (const { events = [] } of pages) {
      for (const { eventId: id = '', timestamp: atMs = 0, message = '' } of events) yield { id, atMs, message };
    }
  };
}

/** CloudWatch takes a pattern of 1,024 characters. */
const MOST_VALUES = 10;

/**
 * Lines whose message has these fields, each of one value or of one of several. What could not stand in a pattern is left out: whoever
 * reads the lines compares it.
 */
export function patternOf(fields: Readonly<Record<string, string | readonly string[] | undefined>>): string {
  const conditions = Object.entries(fields).flatMap(([name, value = []]) => {
    const values = typeof value === 'string' ? [value] : value;
    if (values.length === 0 || values.length > MOST_VALUES || !values.every((one) => PLAIN.test(one))) return [];
    const each = values.map((one) => `$.message.${name} = "${one}"`);
    return each.length === 1 ? each : [`(${each.join(' || ')})`];
  });
  return `{ ${conditions.join(' && ')} }`;
}

const PLAIN = /^[\w ./:@-]{1,60}$/;
