import type { FunctionDefinition } from '../../../local/lambda/execution-environment.ts';
import { paidOrder } from '../paid-order.ts';
import type { CompetitorName } from './competitor-names.ts';
import { httpApiEvent, paidShopifyOrder, sqsEvent } from './deliveries.ts';
import { startMeasured } from './measured-environment.ts';
import { PEER_TABLES, SECRET_PREFIX, type StandIns, TABLES, webhookSecretOf } from './stand-ins.ts';

/** One function that is measured. */
export interface Competitor {
  /** As it is called in tables. */
  readonly name: string;
  readonly kind: CompetitorName;
  readonly definition: FunctionDefinition;
  /** Makes events of work that nobody has done yet. */
  events(count: number): Promise<readonly unknown[]>;
  /** Throws where the answer is not that of work well done. */
  check(value: unknown): void;
}

const MEMORY_MB = 1_024;
const TIMEOUT_MS = 60_000;

export function makeCompetitors(directory: string, standIns: StandIns): Readonly<Record<CompetitorName, Competitor>> {
  const environment = {
    ...standIns.environment,
    TABLE_NAME: TABLES.ledger,
    SECRET_PREFIX,
    POSTING: 'on',
    METRIC_NAMESPACE: 'ponte-bench',
  };
  const define = (name: CompetitorName, others: Readonly<Record<string, string>> = {}): FunctionDefinition => ({
    name,
    taskRoot: directory,
    handler: `${name}.handler`,
    environment: { ...environment, ...others },
    memoryMb: MEMORY_MB,
    timeoutMs: TIMEOUT_MS,
    concurrency: 1,
  });
  const startedAtMs = Math.floor(Date.now() / 1_000) * 1_000;
  let made = 0;
  const many = async (count: number, make: (number: number) => unknown) =>
    Array.from({ length: count }, () => {
      made += 1;
      return make(made);
    });
  const shopifyOrders = (count: number) =>
    many(count, (number) =>
      httpApiEvent(paidShopifyOrder(`shopify${number}@example.com`, number, webhookSecretOf('shopify'))),
    );
  const woocommerceOrders = (store: string, count: number) =>
    many(count, (number) => httpApiEvent(paidOrder(store, number, webhookSecretOf(store))));
  /** What the queue holds after a store's deliveries that posts from there. */
  async function postings(count: number): Promise<readonly unknown[]> {
    const recording = await startMeasured(define('woocommerce'));
    for (const event of await woocommerceOrders('queued', count)) {
      const status = statusOf((await recording.invoke(event)).value);
      if (status !== 202) throw new Error(`an order to be posted from the queue was answered ${status}`);
    }
    await recording.stop();
    return (await standIns.drain('postings')).map(sqsEvent);
  }
  /** A run a second, backwards from one time: each is another one. */
  const triggers = (count: number) =>
    many(count, (number) => {
      const at = new Date(startedAtMs - number * 1_000).toISOString();
      return sqsEvent(JSON.stringify({ promotion: 'vip', at }));
    });
  const ofPeer = {
    TABLE_NAME: PEER_TABLES.orders,
    IDEMPOTENCY_TABLE_NAME: PEER_TABLES.idempotency,
    SECRET_ID: `${SECRET_PREFIX}shopify`,
  };
  const onShopify = (kind: CompetitorName, others?: Readonly<Record<string, string>>): Competitor => ({
    name: kind,
    kind,
    definition: define(kind, others),
    events: shopifyOrders,
    check: isAnswered,
  });
  const onQueue = (kind: CompetitorName, events: Competitor['events']): Competitor => ({
    name: kind,
    kind,
    definition: define(kind),
    events,
    check: hasNoFailure,
  });
  return {
    bare: onShopify('bare'),
    floor: onShopify('floor'),
    peer: onShopify('peer', ofPeer),
    shopify: onShopify('shopify'),
    woocommerce: {
      ...onShopify('woocommerce'),
      events: (count) => woocommerceOrders('inline', count),
    },
    settle: onQueue('settle', postings),
    park: onQueue('park', postings),
    sweep: {
      name: 'sweep',
      kind: 'sweep',
      definition: define('sweep', { TABLE_NAME: TABLES.empty }),
      events: (count) => many(count, () => ({})),
      check: () => undefined,
    },
    promotions: onQueue('promotions', triggers),
  };
}

export function statusOf(value: unknown): number {
  return typeof value === 'object' && value !== null && 'statusCode' in value ? Number(value.statusCode) : Number.NaN;
}

function isAnswered(value: unknown): void {
  if (statusOf(value) !== 200) throw new Error(`answered ${JSON.stringify(value)} in place of 200`);
}

function hasNoFailure(value: unknown): void {
  const failures = typeof value === 'object' && value !== null && 'batchItemFailures' in value ? value : null;
  if (JSON.stringify(failures) !== '{"batchItemFailures":[]}') throw new Error(`answered ${JSON.stringify(value)}`);
}
