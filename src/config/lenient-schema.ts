import * as z from 'zod';
import { isTimeZone, LOCAL_TIME } from '../shared/local-time.ts';

/** In these schemas an invalid value reads as `null`, a missing one as `undefined`. */
const text = z.string().nullish().catch(null);
const texts = z
  .union([z.string(), z.array(z.string())])
  .nullish()
  .catch(null)
  .transform((written) => [written ?? []].flat());
const time = z.string().regex(LOCAL_TIME).nullish().catch(null);

const rule = z.object({ version: text, from: time });
const campaign = z.object({ name: text, from: time, to: time });

const store = z.object({
  id: text,
  platform: text,
  account: text,
  currency: text,
  timeZone: z.string().refine(isTimeZone).nullish().catch(null),
  awardFrom: time,
  orderPrefix: text,
  shopDomain: texts,
  siteUrl: texts,
  rules: z.array(rule).catch([]),
  campaigns: z.array(campaign).catch([]),
});

const promotion = z.object({
  id: text,
  store: text,
  points: z
    .union([z.number(), z.literal('audience')])
    .nullish()
    .catch(null),
  timeZone: z.string().refine(isTimeZone).nullish().catch(null),
  until: time,
  audience: z
    .object({
      birthdays: text,
      customers: z
        .array(z.object({ points: z.number().optional() }).catch({}))
        .nullish()
        .catch(null),
    })
    .nullish()
    .catch(null),
});

const sketch = z.object({
  stores: z.array(store.nullable().catch(null)).catch([]),
  promotions: z.array(promotion.nullable().catch(null)).catch([]),
});

/** The fields of a store that the cross-field checks need, whatever else is wrong with it. */
export type LenientStore = z.output<typeof store>;

export type LenientPromotion = z.output<typeof promotion>;

/** The stores and promotions of a configuration; `null` for an item that is no object. */
export function readLeniently(input: unknown): z.output<typeof sketch> {
  return sketch.safeParse(input).data ?? { stores: [], promotions: [] };
}
