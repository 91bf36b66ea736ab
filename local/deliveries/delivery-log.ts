import * as z from 'zod';
import { answerBody } from '../deliver.ts';
import { type NumberedLog, openNumberedLog } from '../numbered-log.ts';

/** A request that came to a local platform, and what was answered. As JSON it is also a file that `ponte send` takes. */
export const loggedDelivery = z.object({
  /** Counts from 1, for as long as the state is kept. */
  number: z.int().positive(),
  /** ISO 8601, in UTC, by the platform's clock. */
  at: z.string(),
  path: z.string(),
  /** Null, like the platform, where the path is none of a store. */
  store: z.string().nullable(),
  platform: z.enum(['shopify', 'woocommerce']).nullable(),
  topic: z.string().nullable(),
  /** What the order that the body is of is called in its shop, such as `#1001`; null where it does not say. */
  orderName: z.string().nullable().default(null),
  /** Signatures and credentials as `***`. */
  headers: z.record(z.string(), z.string()),
  /** Of the function's invocation; an older version logged none. */
  requestId: z.string().nullable().default(null),
  bodyBase64: z.base64(),
  status: z.int(),
  tookMs: z.number(),
  /** Null where somebody else than a function answered, or it failed. */
  answer: answerBody.nullable(),
});

export type LoggedDelivery = z.infer<typeof loggedDelivery>;

/** The last deliveries to a local platform. */
export type DeliveryLog = NumberedLog<LoggedDelivery>;

/** @param file where they survive a restart; null: in memory only */
export function openDeliveryLog(file: string | null): DeliveryLog {
  return openNumberedLog({
    file,
    schema: loggedDelivery,
    maxItems: 10_000,
    maxCharacters: 64 * 1024 * 1024,
    charactersOf: ({ bodyBase64 }) => bodyBase64.length,
  });
}
