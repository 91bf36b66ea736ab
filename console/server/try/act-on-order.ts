import type { Act, ActDelivery } from '../../../local/acts/act.ts';
import { signedDelivery } from '../../../local/outgoing-delivery.ts';
import type { OrderKey } from '../../../src/domain/order-record.ts';
import type { Store } from '../../../src/domain/store.ts';
import { targetOf } from '../../../src/domain/target-points.ts';
import { nothingKnown, planFacts } from '../../../src/posting/plan-facts.ts';
import type { Deadline } from '../../../src/shared/deadline.ts';
import type { ActPreview, Sent } from '../../api-try.ts';
import type { Context } from '../context.ts';
import { readFacts } from '../deliveries/facts-of.ts';
import { maskedBody } from '../deliveries/masked-body.ts';
import { notFound, Refusal } from '../refusal.ts';
import { actedOrder } from './acted-order.ts';
import { sendLocally } from './send-locally.ts';

interface Ready {
  readonly store: Store;
  readonly steps: readonly { readonly topic: string; readonly bytes: Buffer }[];
}

/** What the platform would send, and what the order's points would come to. */
export async function previewAct(context: Context, key: OrderKey, act: Act, deadline: Deadline): Promise<ActPreview> {
  const { store, steps } = await readyAct(context, key, act, deadline);
  const loaded = await context.connection.ledger.load(key, deadline.signal);
  let record = loaded?.record ?? nothingKnown(key);
  const now = targetOf(record.facts, record.pinned).points;
  for (const { topic, bytes } of steps) {
    const at = new Date(deadline.now()).toISOString();
    const read = { platform: store.platform, topic, at, bodyBase64: bytes.toString('base64') };
    const facts = await readFacts(read, store, deadline);
    const plan = facts === null ? 'otherOrder' : planFacts(record, store, facts, deadline.now());
    if (plan !== 'otherOrder') record = plan.planned;
  }
  return {
    steps: steps.map(({ topic, bytes }) => ({ topic, body: maskedBody(bytes, false) })),
    target: { now, after: targetOf(record.facts, record.pinned).points },
  };
}

/** Sends it, signed as the store's platform does. */
export async function doAct(context: Context, key: OrderKey, act: Act, deadline: Deadline): Promise<Sent> {
  const { store, steps } = await readyAct(context, key, act, deadline);
  const { local } = context;
  const known = local?.stores.find(({ id }) => id === store.id);
  if (local === null || known === undefined) {
    throw notFound('The platform has no such store.', key.store, 'GET /api/about lists its stores.');
  }
  const secret = known.webhookSecret;
  const outgoing = steps.map(({ topic, bytes }) => signedDelivery(known, { topic, rawBody: bytes, secret }));
  return { deliveries: await sendLocally(local, outgoing) };
}

async function readyAct(context: Context, key: OrderKey, act: Act, deadline: Deadline): Promise<Ready> {
  const { stores } = await context.connection.config();
  const store = stores.find(({ id }) => id === key.store);
  const where = `${key.store}/${key.order}`;
  const order = store && (await actedOrder(context, store, key, deadline));
  if (store === undefined || order === null || order === undefined) {
    throw notFound('The log has no body of this order.', where, 'Send the order again, then act on it.');
  }
  const acted = order.act(act);
  if (acted.kind === 'cannot') throw new Refusal(409, { what: 'It cannot be done.', where, next: acted.because });
  return { store, steps: acted.deliveries.map(bytesOf) };
}

function bytesOf({ topic, body }: ActDelivery) {
  return { topic, bytes: Buffer.from(JSON.stringify(body)) };
}
