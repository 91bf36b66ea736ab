import { checkLaws } from '../laws/check-laws.ts';
import { createCourt, judged } from '../laws/court.ts';
import { generateHistory } from '../laws/histories/generate.ts';
import type { History } from '../laws/histories/history.ts';
import { LAWS } from '../laws/laws.ts';
import { randomOf } from './fate.ts';
import { FAULTS_OF_ORDERS } from './faults.ts';
import { simulate } from './simulation.ts';
import { weatherOf } from './weather.ts';
import type { World } from './world.ts';

/** Histories of orders. */
export const orders: World = {
  option: '',
  faults: FAULTS_OF_ORDERS,
  laws: LAWS,
  async play({ seed, deliveries, keep }) {
    const whole = generateHistory(seed);
    const sent = deliveries === undefined ? undefined : new Set(deliveries);
    const history = sent === undefined ? whole : partOf(whole, sent);
    const weather = weatherOf(randomOf(seed, 'weather'), FAULTS_OF_ORDERS);
    const simulation = simulate(whole, { weather, keep: keep === undefined ? undefined : new Set(keep), sent });
    const court = createCourt(LAWS);
    const broken = await judged(() => checkLaws(history, simulation, court));
    return {
      deliveries: history.deliveries.length,
      scene: sceneOf(history),
      told: history.deliveries.map(({ atMs, topic, what, orderId }) => ({
        atMs,
        text: `order ${orderId}: ${topic}, ${what}`,
      })),
      struck: simulation.struck,
      checked: court.checked,
      broken,
      occurred: occurredIn(simulation),
    };
  },
};

function sceneOf({ store }: History): string {
  return `a ${store.platform} store: settles ${store.settlement}, unknown customers ${store.onUnknownCustomer}, hold ${store.rules.map(({ holdDays }) => holdDays).join('/')} days`;
}

function partOf(history: History, kept: ReadonlySet<number>): History {
  const deliveries = history.deliveries.filter((_, index) => kept.has(index));
  const { seed, store, endMs, arrivalDecides, situations } = history;
  return { seed, store, endMs, arrivalDecides, situations, deliveries };
}

function occurredIn({ lines, ledger, deadLetters, parkedBecause }: ReturnType<typeof simulate>): string[] {
  const occurred: string[] = [];
  for (const line of lines) {
    const outcome = /"outcome":"(\w+)","severity"/.exec(line)?.[1];
    if (outcome !== undefined) occurred.push(`outcome ${outcome}`);
  }
  for (const { warning } of ledger.orders().flatMap(({ entries }) => entries)) {
    if (warning !== null) occurred.push(`warning ${warning}`);
  }
  return [...occurred, ...parkedBecause.map((reason) => `parked ${reason}`), ...deadLetters().map(() => 'dead letter')];
}
