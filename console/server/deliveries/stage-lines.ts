import * as z from 'zod';
import { type LogEvent, patternOf, readDeliveryLine, type StageLog } from '../../../cli/deliveries/read-log.ts';
import { readSettledLine } from '../../../cli/deliveries/settled-line.ts';
import { parseJson } from '../../../src/shared/parse-json.ts';
import type { DeliveryRow, LogLine } from '../../api.ts';
import { appliedPoints, type Told } from './delivery-source.ts';

/** As Lambda's log format JSON wraps what a function writes. */
const wrapped = z.object({
  level: z.string().default('INFO'),
  requestId: z.string().optional(),
  message: z.unknown(),
});

const AROUND_MS = 60_000;
const LEVELS: Readonly<Record<string, LogLine['level']>> = { WARN: 'warn', ERROR: 'error', FATAL: 'error' };

/** What a function wrote in the invocation of this line. */
export async function linesOfRequest(
  log: StageLog,
  name: string,
  { atMs, message }: LogEvent,
  signal: AbortSignal,
): Promise<readonly LogLine[]> {
  const requestId = wrapped.safeParse(parseJson(message)).data?.requestId;
  if (requestId === undefined || !/^[\w-]+$/.test(requestId)) return [];
  const lines: LogLine[] = [];
  const asked = { pattern: `{ $.requestId = "${requestId}" }`, fromMs: atMs - AROUND_MS, toMs: atMs + AROUND_MS };
  for await (const event of log(name, asked, signal)) {
    const { data } = wrapped.safeParse(parseJson(event.message));
    const written = typeof data?.message === 'string' ? data.message : JSON.stringify(data?.message);
    lines.push({
      at: new Date(event.atMs).toISOString(),
      function: name,
      level: LEVELS[data?.level ?? ''] ?? 'info',
      line: written ?? event.message,
    });
  }
  return lines;
}

/** What was told of an order that was taken from the queue. */
export async function settledIn(
  log: StageLog,
  order: { readonly store: string; readonly order: string },
  fromMs: number,
  signal: AbortSignal,
): Promise<readonly Told[]> {
  const told: Told[] = [];
  for await (const { atMs, message } of log(
    'settle',
    { pattern: patternOf({ what: 'settle', ...order }), fromMs },
    signal,
  )) {
    const line = settledLineIn(message);
    if (line !== null) told.push({ at: new Date(atMs).toISOString(), entries: line.entries });
  }
  return told;
}

export function settledLineIn(message: string) {
  return readSettledLine(wrapped.safeParse(parseJson(message)).data?.message);
}

/** A line of the list; null where the event tells of no delivery. */
export function rowOf(name: string, { id, atMs, message }: LogEvent): DeliveryRow | null {
  const line = readDeliveryLine(message);
  if (line === null) return null;
  const { platform, ...told } = line;
  return {
    ...told,
    id: `${name}-${atMs}-${id}`,
    platform: platform === 'shopify' || platform === 'woocommerce' ? platform : null,
    orderName: null,
    points: appliedPoints(line.entries),
    status: null,
  };
}
