import { setTimeout as sleep } from 'node:timers/promises';
import { deliver } from '../../../local/deliver.ts';
import { signedDelivery } from '../../../local/outgoing-delivery.ts';
import { groupsOf } from '../laws/histories/groups.ts';
import type { Delivery, History } from '../laws/histories/history.ts';
import { type ExpectedOrder, expectedOrders } from './expected-order.ts';

export interface LoadOptions {
  /** Whole histories are sent until so many deliveries were acknowledged. */
  readonly deliveries: number;
  /** And so many histories, at least. */
  readonly histories: number;
  /** And at least for as long as this says no. */
  readonly isEnough: () => boolean;
  /** Histories under way at the same time. */
  readonly lanes: number;
  readonly nextHistory: () => History;
  readonly secretOf: (store: string) => string;
  /** Where a delivery goes next; null while nobody is there. */
  readonly url: () => string | null;
}

/** What was sent so far. Everything acknowledged counts, whatever became of whoever acknowledged it. */
export interface Load {
  readonly acknowledged: number;
  /** Histories of which every delivery was acknowledged. */
  readonly histories: number;
  /** Deliveries that were sent again, by why: `cut`, or the HTTP status. */
  readonly sentAgain: Readonly<Record<string, number>>;
  /** Where the orders have to end of which every delivery was acknowledged. */
  readonly orders: readonly ExpectedOrder[];
  readonly done: Promise<void>;
}

/** A process that starts anew takes a second or two; who is not acknowledged for so long never will be. */
const GIVE_UP_MS = 120_000;
const PAUSE_MS = 50;

/**
 * Sends histories as stores do: those of one order one after the other or, where the history says so, at once; and every
 * delivery again until it is acknowledged with a 2xx.
 */
export function startLoad({ deliveries, histories, isEnough, lanes, nextHistory, secretOf, url }: LoadOptions): Load {
  const sentAgain: Record<string, number> = {};
  const orders: ExpectedOrder[] = [];
  let acknowledged = 0;
  let sent = 0;

  async function attempt(history: History, { topic, body }: Delivery): Promise<string> {
    const target = url();
    if (target === null) return 'nobody there';
    const { id, platform } = history.store;
    const delivery = signedDelivery({ id, platform }, { topic, rawBody: Buffer.from(body), secret: secretOf(id) });
    try {
      return String((await deliver(target, delivery)).status);
    } catch {
      return 'cut';
    }
  }

  async function send(history: History, delivery: Delivery): Promise<void> {
    const giveUpAtMs = Date.now() + GIVE_UP_MS;
    for (;;) {
      const result = await attempt(history, delivery);
      if (/^2\d\d$/.test(result)) break;
      if (/^4\d\d$/.test(result) || Date.now() > giveUpAtMs) throw new Error(`a delivery was not taken: ${result}`);
      if (result !== 'nobody there') sentAgain[result] = (sentAgain[result] ?? 0) + 1;
      await sleep(PAUSE_MS);
    }
    acknowledged += 1;
  }

  async function lane(): Promise<void> {
    while (acknowledged < deliveries || sent < histories || !isEnough()) {
      const history = nextHistory();
      for (const group of groupsOf(history.deliveries, (delivery) => delivery)) {
        await Promise.all(group.map((delivery) => send(history, delivery)));
      }
      orders.push(...expectedOrders(history));
      sent += 1;
    }
  }

  return {
    get acknowledged() {
      return acknowledged;
    },
    get histories() {
      return sent;
    },
    sentAgain,
    orders,
    done: Promise.all(Array.from({ length: lanes }, lane)).then(() => undefined),
  };
}

/** One line of progress. */
export function soFar(
  load: Pick<Load, 'acknowledged' | 'histories'>,
  { deliveries, histories }: Pick<LoadOptions, 'deliveries' | 'histories'>,
  kills: number,
): string {
  const ofHistories = histories === 0 ? '' : ` of ${histories}`;
  return `${load.acknowledged} of ${deliveries} deliveries acknowledged, ${load.histories}${ofHistories} histories, ${kills} kills`;
}
