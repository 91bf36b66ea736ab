import type { Store } from '../configuration/store.ts';
import { nextStep } from '../ledger/next-step.ts';
import type { Facts } from '../orders/order-facts.ts';
import { type Outcome, outcome } from '../outcomes/outcome.ts';
import { continueLater } from '../settling/continue-later.ts';
import { orderOutcome } from '../settling/order-outcome.ts';
import { type Recorded, recordFacts } from '../settling/record-facts.ts';
import { type SettleRun, settleOrder } from '../settling/settle-order.ts';
import type { SettleQueuedDependencies } from '../settling/settle-queued.ts';
import { tellOfRun } from '../settling/tell-of-run.ts';
import type { Work } from '../time/work.ts';
import type { Delivery } from './delivery.ts';
import type { NothingReason, SkipReason } from './interpretation.ts';
import { parseJson } from './parse-json.ts';
import { header, type Platform } from './platform.ts';
import { verifySender } from './verify-sender.ts';

/** Receiving needs what settling from the queue needs: it settles inline where it can, and queues the rest. */
export type ReceiveDependencies = SettleQueuedDependencies;

const MAX_BODY_BYTES = 5 * 1024 * 1024;

const NOTHING: Record<NothingReason, string> = {
  topicNotUsed: 'Ponte does not use this topic',
  draftOrder: 'a draft is not an order yet',
  trashedOrder: 'an order cleared out of the shop keeps its points',
  notARefund: 'the transaction is not a refund',
  previewEvent: "Shopify's preview Events are not read; subscribe to webhooks instead",
};

const SKIPPED: Record<SkipReason, string> = {
  errorBody: 'the shop sent an error instead of an order; check the user that owns the webhook',
  otherShop: "the body comes from another shop than the store's configured one, such as a staging copy",
};

/**
 * Handles one delivery from its bytes to its outcome: verify, parse those same bytes, interpret, record, settle.
 * Never rejects; whatever is acknowledged has been settled, recorded or parked.
 */
export async function receiveDelivery(
  dependencies: ReceiveDependencies,
  platform: Platform,
  delivery: Delivery,
  work: Work,
): Promise<Outcome> {
  if (platform.isPing(delivery)) return outcome('nothingToDo', 'ping');
  if (delivery.rawBody.byteLength > MAX_BODY_BYTES) return outcome('tooLarge', 'the body exceeds 5 MiB');
  const store = dependencies.stores.find(({ id }) => id === delivery.store);
  if (store === undefined || store.platform !== platform.name) {
    return outcome('unknownStore', `no ${platform.name} store has this name; see ponte.config.ts`);
  }
  const sender = await verifySender(dependencies, platform, store, delivery, work);
  if (sender.kind !== 'genuine') return sender.outcome;

  const topic = header(delivery, platform.topicHeaders);
  const parsed = parseJson(delivery.rawBody);
  const { rawBody } = delivery;
  const read = parsed.ok
    ? platform.interpret({ payload: parsed.value, rawBody, topic, store })
    : ({ kind: 'unreadable', because: 'the body is not JSON' } as const);
  switch (read.kind) {
    case 'nothing':
      return outcome('nothingToDo', NOTHING[read.because], read.order);
    case 'skipped':
      return outcome('skipped', SKIPPED[read.because], read.order);
    case 'unreadable':
      return await park(dependencies, { store: store.id, topic, because: read.because, rawBody }, work);
    case 'facts':
      return await recordAndSettle(dependencies, store, read.facts, work);
    default:
      return read satisfies never;
  }
}

async function park(
  dependencies: ReceiveDependencies,
  unread: { store: string; topic: string | null; because: string; rawBody: Uint8Array },
  work: Work,
): Promise<Outcome> {
  const { store, topic, because, rawBody: body } = unread;
  try {
    await dependencies.ledger.parkDelivery({ store, topic, because, body, receivedAtMs: work.now() }, work.signal);
  } catch (error) {
    dependencies.tell({ kind: 'warning', message: 'an unreadable delivery could not be kept', error });
    return outcome('notRecorded', `unreadable (${because}), and it could not be kept`);
  }
  return outcome('parked', `kept for a person: ${because}`);
}

async function recordAndSettle(
  dependencies: ReceiveDependencies,
  store: Store,
  facts: Facts,
  work: Work,
): Promise<Outcome> {
  let recorded: Recorded;
  try {
    recorded = await recordFacts(dependencies.ledger, store, facts, work);
  } catch (error) {
    dependencies.tell({ kind: 'warning', message: 'the ledger could not be written', error });
    return outcome('notRecorded', 'the ledger could not be written', facts.order);
  }
  const { stale, changed } = recorded;
  dependencies.tell({ kind: 'factsRecorded', stale, changed });
  const run = await settleInline(dependencies, store, recorded, work);
  await continueLater(dependencies.queue, run, work, (error) =>
    dependencies.tell({ kind: 'warning', message: 'could not be queued; the sweep will find it', error }),
  );
  if (store.settlement === 'inline') tellOfRun(dependencies.tell, run, work);
  return orderOutcome(run, recorded);
}

async function settleInline(
  dependencies: ReceiveDependencies,
  store: Store,
  { current }: Recorded,
  work: Work,
): Promise<SettleRun> {
  if (store.settlement === 'queued') {
    const step = nextStep(current.record, work.now());
    return { record: current.record, stop: step.kind === 'attempt' ? { kind: 'outOfTime' } : step, results: new Map() };
  }
  try {
    return await settleOrder(dependencies, store, current, work);
  } catch (error) {
    dependencies.tell({ kind: 'warning', message: 'settling was interrupted', error });
    return {
      record: current.record,
      stop: { kind: 'interrupted' },
      results: new Map(),
    };
  }
}
