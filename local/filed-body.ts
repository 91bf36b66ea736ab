import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import * as z from 'zod';
import { parseJson } from '../src/shared/parse-json.ts';
import { type Guess, guessDelivery } from './guess-delivery.ts';
import { recordedDelivery } from './outgoing-delivery.ts';

/** The body of a delivery in a file, with what the file says of it, or the body looks like. */
export interface FiledBody extends Guess {
  readonly rawBody: Uint8Array;
  /** With names in lower case; none of a mere payload. */
  readonly headers: Readonly<Record<string, string>>;
  /** Null where the file does not say. */
  readonly store: string | null;
  readonly receivedAtMs: number | null;
}

const filed = recordedDelivery.extend({
  store: z.string().nullish(),
  at: z.iso.datetime().optional(),
});

const TOPICS = { shopify: 'x-shopify-topic', woocommerce: 'x-wc-webhook-topic' } as const;

/** Reads a payload, a recorded delivery, or one that a platform has logged. */
export function readFiledBody(file: string): FiledBody {
  const bytes = readFileSync(file);
  const json = parseJson(bytes.toString('utf8'));
  const { data } = filed.safeParse(json);
  if (data === undefined) {
    return { ...guessDelivery(basename(file), json), rawBody: bytes, headers: {}, store: null, receivedAtMs: null };
  }
  const rawBody = Buffer.from(data.bodyBase64, 'base64');
  const headers = Object.fromEntries(Object.entries(data.headers).map(([name, value]) => [name.toLowerCase(), value]));
  const guess = guessDelivery('', parseJson(rawBody.toString('utf8')));
  const platform = TOPICS.shopify in headers ? 'shopify' : TOPICS.woocommerce in headers ? 'woocommerce' : null;
  return {
    rawBody,
    headers,
    platform: platform ?? guess.platform,
    topic: (platform === null ? undefined : headers[TOPICS[platform]]) ?? guess.topic,
    store: data.store ?? null,
    receivedAtMs: data.at === undefined ? null : Date.parse(data.at),
  };
}
