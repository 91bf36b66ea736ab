import * as z from 'zod';
import { parseJson } from '../src/shared/parse-json.ts';

/** A delivery ready to be sent: headers and bytes as a platform sends them. */
export interface OutgoingDelivery {
  readonly platform: 'shopify' | 'woocommerce';
  readonly store: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly rawBody: Uint8Array;
}

/** What Ponte answers a delivery with. */
export const answerBody = z.object({
  severity: z.enum(['success', 'warning', 'error']),
  outcome: z.string(),
  reason: z.string(),
  order: z.string().optional(),
  entries: z.array(z.object({ changeKey: z.string(), points: z.number(), outcome: z.string() })).optional(),
  message: z.string(),
});

export type OutcomeAnswer = z.infer<typeof answerBody>;

/** `outcome` is null when somebody else than Ponte has answered, or the platform has a fault. */
export interface DeliveryAnswer {
  readonly status: number;
  readonly text: string;
  readonly outcome: OutcomeAnswer | null;
}

/** Posts a delivery to a platform that runs. Rejects when nobody answers. */
export async function deliver(
  url: string,
  { platform, store, headers, rawBody }: OutgoingDelivery,
): Promise<DeliveryAnswer> {
  const target = new URL(`webhooks/${platform}/${encodeURIComponent(store)}`, url.endsWith('/') ? url : `${url}/`);
  const answer = await fetch(target, { method: 'POST', headers, body: Buffer.from(rawBody) });
  const text = await answer.text();
  const parsed = answerBody.safeParse(parseJson(text));
  return { status: answer.status, text, outcome: parsed.success ? parsed.data : null };
}
