import { createHmac } from 'node:crypto';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { decodeHtmlEntities } from '../../../src/platforms/woocommerce/decode-html-entities.ts';
import { httpEvent } from '../../support/lambda-events.ts';
import { groupsOf } from '../laws/histories/groups.ts';
import type { Delivery } from '../laws/histories/history.ts';
import type { Random } from '../laws/histories/random.ts';
import type { Ended } from './container.ts';
import type { Deployment } from './deployment.ts';
import type { Decision, FaultPlan } from './fault-plan.ts';
import type { FaultName } from './faults.ts';
import type { Rotations } from './rotations.ts';
import type { Shop } from './shop.ts';
import type { Timeline } from './timeline.ts';

/** What was sent, and so what may come of it: only `genuine` deliveries say anything. */
export type Sender = 'genuine' | 'garbage' | 'forged';

/** One HTTP attempt and what came of it. */
export interface Attempt {
  readonly id: string;
  readonly sender: Sender;
  readonly begunAtMs: number;
  readonly ended: Ended;
  /** `null` when it never answered. */
  readonly status: number | null;
  readonly answer: string;
}

/** The stores' end: what they send, and send again until it is acknowledged. */
export interface StoreSide {
  /** Sends deliveries at their times until each is acknowledged; `inOrder`: none before the one in front of it. */
  deliver(deliveries: readonly Numbered[], inOrder: boolean): Promise<void>;
  /** Sends every body once more, one after the other. */
  redeliver(deliveries: readonly Numbered[]): Promise<void>;
  readonly attempts: readonly Attempt[];
  /** Orders of which deliveries were acknowledged in another order than their store sent them. */
  readonly reordered: ReadonlySet<string>;
  /** Bodies that nobody can read, acknowledged, and not erased since. */
  readonly garbage: ReadonlySet<string>;
  /** Forgets all of these but those: somebody was erased whom they named. */
  keepOnly(bodies: ReadonlySet<string>): void;
}

/** A delivery and its place in its history. */
export interface Numbered {
  readonly delivery: Delivery;
  readonly index: number;
}

interface Letter {
  readonly topic: string;
  readonly body: Buffer;
  readonly sender: Sender;
  readonly signature: (genuine: string, random: Random) => string | null;
}

const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;
const SEND_AGAIN_MS = [10 * SECOND_MS, 60 * SECOND_MS, 300 * SECOND_MS, 1_800 * SECOND_MS, 2 * HOUR_MS] as const;
/** So many failures in a row end the faults. */
const MAX_TRIES = 40;
/** Money, which both platforms write as text. */
const AMOUNT = /"(\d+\.\d\d)"/g;
const NO_DELIVERY = -1;
const GENUINE = (genuine: string) => genuine;

export interface StoreSideOptions {
  readonly deployment: Deployment;
  readonly rotations: Rotations;
  readonly timeline: Timeline;
  readonly faultPlan: FaultPlan;
  /** Told of every order that is saved. */
  readonly shop: Shop | null;
  readonly onSaved: () => void;
}

export function createStoreSide({
  deployment,
  rotations,
  timeline,
  faultPlan,
  shop,
  onSaved,
}: StoreSideOptions): StoreSide {
  const { platform, containers } = deployment;
  const signingKey = platform.name === 'woocommerce' ? decodeHtmlEntities : (secret: string) => secret;
  const attempts: Attempt[] = [];
  const garbage = new Set<string>();
  const reordered = new Set<string>();
  const latest = new Map<string, number>();
  const path = `/webhooks/${platform.name}/${deployment.store().id}`;

  async function attempt(letter: Letter, id: string): Promise<Attempt> {
    const { random } = faultPlan.at(`${id}.sent`, 'delivery');
    const genuine = createHmac('sha256', signingKey(rotations.signingSecret())).update(letter.body).digest('base64');
    const signature = letter.signature(genuine, random);
    const isBase64Encoded = letter.sender !== 'genuine' || random.chance(0.3);
    const event = httpEvent({
      rawPath: path,
      headers: {
        'content-type': 'application/json',
        ...(signature !== null && { [platform.signatureHeaders[0] ?? '']: signature }),
        [platform.topicHeaders[0] ?? '']: letter.topic,
      },
      body: letter.body.toString(isBase64Encoded ? 'base64' : 'utf8'),
      isBase64Encoded,
      timeEpoch: timeline.now(),
    });
    const begunAtMs = timeline.now();
    const ended = await containers.invoke('webhook', id, event);
    const { statusCode = null, body = '' } =
      ended.kind === 'returned' ? (ended.value as APIGatewayProxyStructuredResultV2) : {};
    const made = { id, sender: letter.sender, begunAtMs, ended, status: statusCode, answer: body };
    attempts.push(made);
    return made;
  }

  /** True when the store got a 2xx. */
  async function attemptTwice(letter: Letter, id: string, index: number): Promise<boolean> {
    const twin = faultPlan.strikes('twoContainers', faultPlan.at(`${id}.twin`, 'delivery'))
      ? attempt(letter, `${id}t`)
      : null;
    const { status } = await attempt(letter, id);
    if (status !== null && status < 300) shop?.heard.acknowledged(index);
    await twin;
    return (
      status !== null &&
      status < 300 &&
      !faultPlan.strikes('deliveryAnswerLost', faultPlan.at(`${id}.answer`, 'answer'))
    );
  }

  /** False where the platform gave it up, or its webhook went away. */
  async function sendUntilAcknowledged(letter: Letter, id: string, index: number): Promise<boolean> {
    const strained = letter.sender === 'genuine' && shop?.webhooks.areStrained ? shop.webhooks : null;
    for (let tries = 0; ; tries += 1) {
      if (tries === MAX_TRIES) faultPlan.stop();
      if (strained?.sends(letter.topic) === false) return false;
      const decision = faultPlan.at(`${id}.${tries}`, 'delivery');
      const dropped = faultPlan.strikes('deliveryDropped', decision) || strained?.isUnreachable() === true;
      const isDelivered = !dropped && (await attemptTwice(letter, `${id}.${tries}`, index));
      strained?.tried(letter.topic, isDelivered, decision.random);
      if (isDelivered) return true;
      const againMs = strained === null ? decision.random.pick(SEND_AGAIN_MS) : strained.againAfterMs(tries);
      if (againMs === null) return false;
      await timeline.sleep(againMs);
    }
  }

  async function send(delivery: Delivery, index: number, inOrder: boolean): Promise<void> {
    shop?.saved(index);
    onSaved();
    if (shop?.loses(index) || shop?.webhooks.sends(delivery.topic) === false) return;
    const id = `d${index}`;
    const decision = faultPlan.at(id, 'delivery');
    const letter: Letter = {
      topic: delivery.topic,
      body: Buffer.from(delivery.body),
      sender: 'genuine',
      signature: GENUINE,
    };
    const others = troublemakers(delivery, index);
    if (!inOrder && faultPlan.strikes('deliveryOvertaken', decision)) {
      await timeline.sleep(decision.random.int(60, 43_200) * SECOND_MS);
    }
    if (!inOrder && faultPlan.strikes('deliveryDoubled', decision)) {
      others.push(sendLater(letter, `${id}.double`, decision.random.pick([0, 0, 5_000, HOUR_MS, 12 * HOUR_MS])));
    }
    const isHeard = await sendUntilAcknowledged(letter, id, index);
    if (!isHeard) return void (await Promise.all(others));
    if (index < (latest.get(delivery.orderId) ?? 0)) reordered.add(delivery.orderId);
    latest.set(delivery.orderId, Math.max(index, latest.get(delivery.orderId) ?? 0));
    await Promise.all(others);
  }

  async function sendLater(letter: Letter, id: string, laterMs: number): Promise<void> {
    await timeline.sleep(laterMs);
    await attempt(letter, id);
  }

  /** What others send around the time of a delivery. */
  function troublemakers({ topic, body }: Delivery, index: number): Promise<void>[] {
    const sent: Promise<void>[] = [];
    const forge = (name: FaultName, letter: (decision: Decision) => Pick<Letter, 'body' | 'signature'>): void => {
      const decision = faultPlan.at(`f${index}.${name}`, 'delivery');
      if (!faultPlan.strikes(name, decision)) return;
      const laterMs = decision.random.pick([0, 0, 60 * SECOND_MS]);
      sent.push(sendLater({ topic, sender: 'forged', ...letter(decision) }, decision.id, laterMs));
    };
    forge('bodyBitFlipped', ({ random }) => {
      const genuine = Buffer.from(body);
      const signedAs = createHmac('sha256', signingKey(rotations.signingSecret())).update(genuine).digest('base64');
      return { body: withBitFlipped(genuine, random), signature: () => signedAs };
    });
    forge('signatureBitFlipped', () => ({
      body: Buffer.from(body),
      signature: (genuine, random) => withBitFlipped(Buffer.from(genuine), random).toString('latin1'),
    }));
    forge('unsigned', () => ({ body: Buffer.from(body), signature: () => null }));
    forge('signedByStranger', () => {
      const richer = Buffer.from(body.replaceAll(AMOUNT, '"9$1"'));
      const signedAs = createHmac('sha256', 'made-up-secret-of-somebody-else').update(richer).digest('base64');
      return { body: richer, signature: () => signedAs };
    });
    const decision = faultPlan.at(`g${index}`, 'delivery');
    if (faultPlan.strikes('garbageSigned', decision)) sent.push(sendGarbage(topic, body, decision));
    return sent;
  }

  async function sendGarbage(topic: string, body: string, { id, random }: Decision): Promise<void> {
    const half = Buffer.from(body).subarray(0, Buffer.byteLength(body) >> 1);
    const bytes = random.chance(0.5) ? half : Buffer.concat([half, Buffer.of(0xff, 0xfe)]);
    await sendUntilAcknowledged({ topic, body: bytes, sender: 'garbage', signature: GENUINE }, id, NO_DELIVERY);
    garbage.add(bytes.toString('hex'));
  }

  return {
    attempts,
    reordered,
    garbage,
    keepOnly(bodies) {
      for (const body of garbage) if (!bodies.has(body)) garbage.delete(body);
    },
    async deliver(deliveries, inOrder) {
      if (!inOrder) {
        const sendAtItsTime = async ({ delivery, index }: Numbered) => {
          await timeline.sleep(Math.max(0, delivery.atMs - timeline.now()));
          await send(delivery, index, false);
        };
        await Promise.all(deliveries.map(sendAtItsTime));
        return;
      }
      for (const group of groupsOf(deliveries, ({ delivery }) => delivery)) {
        await timeline.sleep(Math.max(0, (group[0]?.delivery.atMs ?? 0) - timeline.now()));
        await Promise.all(group.map(({ delivery, index }) => send(delivery, index, true)));
      }
    },
    async redeliver(deliveries) {
      const unheard = shop?.unheard();
      const sent = deliveries.filter(({ delivery }) => !unheard?.has(delivery.body));
      const bodies = new Map(sent.map((numbered) => [numbered.delivery.body, numbered]));
      for (const { index, delivery } of bodies.values()) {
        const { topic, body } = delivery;
        await timeline.sleep(SECOND_MS);
        await attempt({ topic, body: Buffer.from(body), sender: 'genuine', signature: GENUINE }, `again${index}`);
      }
    },
  };
}

function withBitFlipped(bytes: Buffer, random: Random): Buffer {
  const flipped = Buffer.from(bytes);
  const at = random.int(0, flipped.length - 1);
  flipped[at] = (flipped[at] ?? 0) ^ (1 << random.int(0, 7));
  return flipped;
}
