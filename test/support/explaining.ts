import { mergeFacts } from '../../src/domain/merge-facts.ts';
import type { Facts } from '../../src/domain/order-facts.ts';
import type { OrderRecord } from '../../src/domain/order-record.ts';
import { planEntries } from '../../src/domain/plan-entries.ts';
import type { Store } from '../../src/domain/store.ts';
import { explainOrder } from '../../src/explain/explain-order.ts';
import { explanation, type OrderExplanation } from '../../src/explain/explanation.ts';
import { en, type Sentences } from '../../src/explain/words/en.ts';
import { tellExplanation } from '../../src/explain/words/tell.ts';
import { interpretShopify } from '../../src/platforms/shopify/interpret-shopify.ts';
import { interpretWooCommerce } from '../../src/platforms/woocommerce/interpret-woocommerce.ts';
import { casesOf, type MadeCase } from '../fixtures/cases.ts';
import { payloadOf } from '../fixtures/load.ts';
import { orderKey, recordWith } from './order-records.ts';
import { applied } from './planning.ts';

/** The configuration's defaults. */
export const RETRY = { firstDelayMs: 2_000, maxDelayMs: 6 * 3_600_000, giveUpAfterMs: 14 * 86_400_000 };

/** A case of `test/fixtures/cases`. */
export function madeCase(name: string): MadeCase {
  const found = casesOf(1).find((one) => one.name === name);
  if (found === undefined) throw new TypeError(`no case ${name}`);
  return found;
}

/** What the deliveries of a case state. */
export function factsOfCase({ deliveries }: MadeCase, store: Store): readonly Facts[] {
  return deliveries.map(({ topic, body }, at) => {
    const payload = payloadOf(new TextEncoder().encode(body));
    const delivery = { payload, topic, bodyHash: `body ${at}`, receivedAtMs: Date.UTC(2026, 4, 5) };
    const read =
      store.platform === 'shopify'
        ? interpretShopify({ ...delivery, store })
        : interpretWooCommerce({ ...delivery, store });
    if (read.kind !== 'facts') throw new TypeError(`no facts: ${JSON.stringify(read)}`);
    return read.facts;
  });
}

/** Records and settles facts one after the other, as deliveries at `nowMs`. */
export function recorded(store: Store, facts: readonly Facts[], nowMs: number): OrderRecord {
  let record = recordWith({ ...orderKey(facts[0]?.order ?? '1'), store: store.id });
  for (const one of facts) {
    record = applied(planEntries({ ...record, facts: mergeFacts(record.facts, one) }, store, nowMs));
  }
  return record;
}

/** An explanation as its schema has it. */
export function explained(record: OrderRecord, store: Store | null, nowMs: number, personal = false): OrderExplanation {
  return explanation.parse(explainOrder({ record, store, retry: RETRY, nowMs, personal }));
}

/** The same in words: summary, then each section under its title. Narrow and no-break spaces are spaces. */
export function toldLines(said: OrderExplanation, words: Sentences = en): string[] {
  const { head, summary, sections } = tellExplanation(said, words);
  const lines = [head, ...summary, ...sections.flatMap(({ title, lines }) => [`# ${title}`, ...lines])];
  return lines.map((line) => line.replace(/[\u00a0\u202f]/g, ' '));
}
