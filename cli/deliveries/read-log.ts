import { CloudWatchLogsClient, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import * as z from 'zod';
import { parseJson } from '../../src/shared/parse-json.ts';
import { regionOf, stackName } from '../stack.ts';

/** Functions that answer deliveries. */
const FUNCTIONS = ['shopify', 'woocommerce'] as const;

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
  const client = new CloudWatchLogsClient({});
  await regionOf(client);
  for (const name of FUNCTIONS) {
    const pages = paginateFilterLogEvents(
      { client },
      {
        logGroupName: `/aws/lambda/${stackName(stage)}-${name}`,
        filterPattern: '{ $.message.what = "delivery" }',
        startTime: sinceMs,
      },
      { abortSignal: signal },
    );
    for await (const { events = [] } of pages) {
      for (const { message = '' } of events) {
        const line = readDeliveryLine(message);
        if (line !== null) yield line;
      }
    }
  }
}
