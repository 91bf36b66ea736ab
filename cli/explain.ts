import { type OrderId, parseOrderId } from '../src/domain/order-facts.ts';
import type { OrderKey, OrderRecord } from '../src/domain/order-record.ts';
import { explainOrder } from '../src/explain/explain-order.ts';
import { explanationJsonSchema, type OrderExplanation } from '../src/explain/explanation.ts';
import { en } from '../src/explain/words/en.ts';
import { pt } from '../src/explain/words/pt.ts';
import { type Told, tellExplanation } from '../src/explain/words/tell.ts';
import type { Deadline } from '../src/shared/deadline.ts';
import type { Connection } from './connection.ts';
import { NotThere } from './failure.ts';
import { print, shown, strong } from './terminal.ts';

/** The languages that it is told in. */
const LANGUAGES = { en, pt } as const;

interface Options {
  readonly json: boolean;
  readonly lang: keyof typeof LANGUAGES;
  readonly showCustomer: boolean;
}

/** `ponte explain` */
export async function explainOne(
  connection: Pick<Connection, 'ledger' | 'config'>,
  key: OrderKey,
  { json, lang, showCustomer }: Options,
  deadline: Deadline,
): Promise<void> {
  const { said } = await explainedOrder(connection, key, showCustomer, deadline);
  if (json) {
    print(JSON.stringify(said));
    return;
  }
  const { head, summary, sections } = toldOrder(said, lang);
  print(strong(head));
  for (const line of summary) print(shown`  ${line}`);
  for (const { title, lines } of sections) {
    print(shown`\n${strong(title)}`);
    for (const line of lines) print(shown`  ${line}`);
  }
}

/**
 * An order's record, and why it has the points that it has.
 * @throws {NotThere} where the ledger has no such order
 */
export async function explainedOrder(
  { ledger, config }: Pick<Connection, 'ledger' | 'config'>,
  key: OrderKey,
  personal: boolean,
  { now, signal }: Deadline,
): Promise<{ readonly record: OrderRecord; readonly said: OrderExplanation }> {
  const { stores, settling } = await config();
  const store = stores.find(({ id }) => id === key.store) ?? null;
  const found = await ledger.load(key, signal);
  if (found === null) throw new NotThere(notThere(key, store === null ? stores.map(({ id }) => id) : null));
  const { record } = found;
  return { record, said: explainOrder({ record, store, retry: settling.retry, nowMs: now(), personal }) };
}

/** An explanation in words. */
export function toldOrder(said: OrderExplanation, lang: keyof typeof LANGUAGES): Told {
  return tellExplanation(said, LANGUAGES[lang]);
}

/** `ponte explain --json-schema` */
export function printSchema(): void {
  print(shown`${JSON.stringify(explanationJsonSchema())}`);
}

/** A store and an order, in two words or in one; `null` for anything else. */
export function readOrderName(store: string | undefined, order: string | undefined): OrderKey | null {
  const [, first, second] = /^([^/]+)\/([^/]+)$/.exec(store ?? '') ?? [];
  const [of, digits] = order === undefined && first !== undefined ? [first, second] : [store, order];
  const id: OrderId | undefined = parseOrderId(digits ?? '');
  return of === undefined || id === undefined ? null : { store: of, order: id };
}

/** `configured`: the stores that there are, where this is none of them. */
function notThere({ store, order }: OrderKey, configured: readonly string[] | null): string {
  const first = `The ledger has no order ${order} of ${store}.`;
  return configured === null
    ? `${first} It was never told of, or nothing of it could be recorded: ./ponte parked lists what could not be read. Is ${order} the platform's own number, and not the one that customers see?`
    : `${first} The configuration has no such store; its stores are ${configured.join(', ')}.`;
}
