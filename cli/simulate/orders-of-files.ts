import { basename } from 'node:path';
import { type FiledBody, readFiledBody } from '../../local/filed-body.ts';
import type { OrderKey, OrderRecord } from '../../src/domain/order-record.ts';
import type { Store } from '../../src/domain/store.ts';
import { platforms } from '../../src/lambda/platforms.ts';
import type { Interpretation } from '../../src/platforms/interpretation.ts';
import { nothingKnown, planFacts } from '../../src/posting/plan-facts.ts';
import type { Deadline } from '../../src/shared/deadline.ts';
import { parseLosslessJson } from '../../src/shared/lossless-json.ts';
import { bodyHash } from '../../src/webhooks/body-hash.ts';

/** The orders of which a folder's deliveries tell. */
export interface FiledOrders {
  readonly orders: readonly OrderRecord[];
  /** Files that say nothing of an order, such as those of a topic that is not used. */
  readonly withoutOrder: number;
  readonly unread: readonly { readonly file: string; readonly because: string }[];
}

/**
 * Reads deliveries as the functions do, and merges them into orders, in the order of the files. Nothing is verified: a file has no
 * sender. One that says no store is of the first whose shop it shows.
 */
export async function ordersOfFiles(
  files: readonly string[],
  stores: readonly Store[],
  deadline: Deadline,
): Promise<FiledOrders> {
  const orders = new Map<string, OrderRecord>();
  const unread: { file: string; because: string }[] = [];
  let withoutOrder = 0;
  for (const [index, file] of files.entries()) {
    const body = readFiledBody(file);
    // Of WooCommerce bodies of one second, the later file counts.
    const receivedAtMs = body.receivedAtMs ?? deadline.now() + index;
    const told = await interpret(body, stores, receivedAtMs, deadline);
    const because = told.kind === 'facts' ? add(orders, told, receivedAtMs) : told.because;
    if (because !== null) unread.push({ file: basename(file), because });
    else if (told.kind === 'nothing') withoutOrder += 1;
  }
  return { orders: [...orders.values()], withoutOrder, unread };
}

type Told =
  | (Pick<Extract<Interpretation, { kind: 'facts' }>, 'kind' | 'facts'> & { readonly store: Store })
  | { readonly kind: 'nothing'; readonly because: null }
  | { readonly kind: 'unread'; readonly because: string };

async function interpret(
  { rawBody, headers, platform, topic, store: named }: FiledBody,
  stores: readonly Store[],
  receivedAtMs: number,
  deadline: Deadline,
): Promise<Told> {
  const unread = (because: string): Told => ({ kind: 'unread', because });
  const isPing = platforms.woocommerce.isPing({ store: named ?? '', headers, rawBody, receivedAtMs });
  if (isPing) return { kind: 'nothing', because: null };
  const parsed = parseLosslessJson(rawBody);
  if (!parsed.ok) return unread('it is not JSON');
  if (platform === null) return unread('it looks like neither a Shopify nor a WooCommerce payload');
  const possible = stores.filter((store) => store.platform === platform && (named === null || store.id === named));
  if (possible.length === 0) return unread(`there is no store ${named === null ? `on ${platform}` : `"${named}"`}`);
  let otherShop = '';
  for (const store of possible) {
    const body = { payload: parsed.value, bodyHash: bodyHash(rawBody), topic, receivedAtMs, store };
    const read = await platforms[platform].read(body, deadline);
    switch (read.kind) {
      case 'facts':
        return { kind: 'facts', facts: read.facts, store };
      case 'unreadable':
        return unread(read.because);
      case 'otherShop':
        otherShop = read.host;
        break;
      default:
        return { kind: 'nothing', because: null };
    }
  }
  return unread(`it is of another shop, ${otherShop}`);
}

/** Why the facts cannot be added, or `null`. */
function add(
  orders: Map<string, OrderRecord>,
  { facts, store }: Extract<Told, { kind: 'facts' }>,
  nowMs: number,
): string | null {
  const key: OrderKey = { store: store.id, order: facts.order };
  const name = `${key.store}/${key.order}`;
  const planned = planFacts(orders.get(name) ?? nothingKnown(key), store, facts, nowMs);
  if (planned === 'otherOrder') return `another order ${name}, made at another time, stands in a file before it`;
  orders.set(name, planned.planned);
  return null;
}
