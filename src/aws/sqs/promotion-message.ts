import * as z from 'zod/mini';
import { customerId } from '../../domain/order-facts.ts';
import type { PromotionMessage } from '../../ports/promotion-queue.ts';
import { parseJson } from '../../shared/parse-json.ts';

const trigger = z.object({ promotion: z.string().check(z.minLength(1)), at: z.iso.datetime() });

const award = z.tuple([z.int().check(z.positive()), z.string().check(z.minLength(1)), z.int(), z.nullable(z.string())]);
const batch = z.object({
  promotion: z.string().check(z.minLength(1)),
  occurrence: z.string().check(z.regex(/^\d{8}T\d{6}Z$/)),
  store: z.string().check(z.minLength(1)),
  reason: z.string().check(z.minLength(1)),
  customerReason: z.nullable(z.string()),
  from: z.int().check(z.positive()),
  to: z.int().check(z.positive()),
  isRepeated: z.boolean(),
  returns: z._default(z.int().check(z.nonnegative()), 0),
  awards: z.array(award).check(z.minLength(1)),
});
const message = z.union([trigger, z.object({ awards: batch })]);

/**
 * Writes a message. A trigger looks as EventBridge Scheduler sends it, with the scheduled time for
 * `<aws.scheduler.scheduled-time>`.
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html
 */
export function toPromotionMessage(sent: PromotionMessage): string {
  if (sent.kind === 'trigger') {
    const { promotion, scheduledAtMs } = sent.trigger;
    return JSON.stringify({ promotion, at: new Date(scheduledAtMs).toISOString() });
  }
  const { key, awards, ...about } = sent.batch;
  const rows = awards.map(({ line, customer, points, text }) => [line, customer, points, text]);
  // JSON does not escape these two characters, for which SQS refuses the whole call.
  return JSON.stringify({ awards: { ...key, ...about, awards: rows } }).replace(
    /[\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16)}`,
  );
}

/** Reads a message; `undefined` for one of another queue. */
export function parsePromotionMessage(text: string): PromotionMessage | undefined {
  const { data } = message.safeParse(parseJson(text));
  if (data === undefined) return undefined;
  if ('promotion' in data) {
    return { kind: 'trigger', trigger: { promotion: data.promotion, scheduledAtMs: Date.parse(data.at) } };
  }
  const { promotion, occurrence, awards: rows, ...about } = data.awards;
  const awards = rows.map(([line, customer, points, text]) => ({
    line,
    customer: customerId(customer),
    points,
    text,
  }));
  return { kind: 'awards', batch: { key: { promotion, occurrence }, ...about, awards } };
}
