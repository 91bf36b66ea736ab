import * as z from 'zod';
import { isTimeZone, LOCAL_TIME } from './local-time.ts';

/** What is wrong in itself reads as `null` here, what is left out as `undefined`. */
const text = z.string().nullish().catch(null);
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
  shopDomain: text,
  siteUrl: text,
  rules: z.array(rule).catch([]),
  campaigns: z.array(campaign).catch([]),
});

const sketch = z.object({ stores: z.array(store.nullable().catch(null)) });

/** What can be judged of a store, whatever else is wrong with it. */
export type StoreSketch = z.output<typeof store>;

/** The stores of a configuration, `null` for what is no store at all. */
export function sketchStores(input: unknown): readonly (StoreSketch | null)[] {
  return sketch.safeParse(input).data?.stores ?? [];
}
