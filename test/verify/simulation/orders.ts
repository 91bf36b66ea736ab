import { generateHistory } from '../laws/histories/generate.ts';
import type { History } from '../laws/histories/history.ts';
import { brokenIn, createInvariants } from '../laws/invariants.ts';
import { LAWS } from '../laws/laws.ts';
import { checkLaws } from './check-laws.ts';
import { randomOf } from './fault-plan.ts';
import { drawFaultRates, RATES_PART } from './fault-rates.ts';
import { FAULTS_OF_ORDERS } from './faults.ts';
import { simulate } from './simulation.ts';
import type { World } from './world.ts';

/** Histories of orders. */
export const orders: World = {
  option: '',
  faults: FAULTS_OF_ORDERS,
  laws: LAWS,
  async play({ seed, deliveries, keep }) {
    const sent = deliveries === undefined ? undefined : new Set(deliveries);
    const rates = drawFaultRates(randomOf(seed, RATES_PART), FAULTS_OF_ORDERS);
    const kept = keep === undefined ? undefined : new Set(keep);
    const simulation = simulate(generateHistory(seed), { rates, keep: kept, sent });
    const whole = simulation.history;
    const history = sent === undefined ? whole : partOf(whole, sent);
    const invariants = createInvariants(LAWS);
    const broken = await brokenIn(() => checkLaws(history, simulation, invariants));
    return {
      deliveries: history.deliveries.length,
      scene: `${sceneOf(history)}${simulation.interlude === null ? '' : `; then comes a person: ${simulation.interlude.kind}`}`,
      told: history.deliveries.map(({ atMs, topic, what, orderId }) => ({
        atMs,
        text: `order ${orderId}: ${topic}, ${what}`,
      })),
      struck: simulation.struck,
      checked: invariants.checked,
      broken,
      occurred: occurredIn(simulation),
    };
  },
};

function sceneOf({ store }: History): string {
  return `a ${store.platform} store: settles ${store.settlement}, unknown customers ${store.onUnknownCustomer}, hold ${store.rules.map(({ holdDays }) => holdDays).join('/')} days${store.shadow ? ', begins in shadow' : ''}`;
}

function partOf(history: History, kept: ReadonlySet<number>): History {
  const deliveries = history.deliveries.filter((_, index) => kept.has(index));
  const { seed, store, endMs, arrivalDecides, situations } = history;
  return { seed, store, endMs, arrivalDecides, situations, deliveries };
}

function occurredIn(simulation: ReturnType<typeof simulate>): string[] {
  const { interlude, lines, ledger, deadLetters, parkedBecause, shop } = simulation;
  const occurred: string[] = [];
  if (shop?.webhooks.lostAny()) occurred.push('webhooks lost');
  if (shop?.isAhead) occurred.push('shop ten years ahead');
  if (interlude !== null) occurred.push(`person ${interlude.kind}`);
  for (const { erasedAtMs } of ledger.orders()) if (erasedAtMs !== undefined) occurred.push('order erased');
  for (const line of lines) {
    const outcome = /"outcome":"(\w+)","severity"/.exec(line)?.[1];
    if (outcome !== undefined) occurred.push(`outcome ${outcome}`);
  }
  for (const { warning, state } of ledger.orders().flatMap(({ entries }) => entries)) {
    if (warning !== null) occurred.push(`warning ${warning}`);
    if (state === 'shadow') occurred.push('entry in shadow');
  }
  return [...occurred, ...parkedBecause.map((reason) => `parked ${reason}`), ...deadLetters().map(() => 'dead letter')];
}
