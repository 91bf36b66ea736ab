import { brokenIn, createInvariants } from '../laws/invariants.ts';
import { runName } from '../laws/promotions/expected-run.ts';
import { generatePromotions } from '../laws/promotions/generate.ts';
import type { Configured, Edit, PromotionHistory, Trigger } from '../laws/promotions/history.ts';
import { PROMOTION_LAWS } from '../laws/promotions/laws.ts';
import { checkPromotionLaws } from './check-promotion-laws.ts';
import { randomOf } from './fault-plan.ts';
import { drawFaultRates, RATES_PART } from './fault-rates.ts';
import { FAULTS_OF_PROMOTIONS } from './faults.ts';
import { type PromotionSimulation, simulatePromotions } from './promotion-simulation.ts';
import type { World } from './world.ts';

/** Histories of promotions. */
export const promotions: World = {
  option: '--promotions ',
  faults: FAULTS_OF_PROMOTIONS,
  laws: PROMOTION_LAWS,
  async play({ seed, deliveries, keep }) {
    const history = generatePromotions(seed);
    const sent = deliveries === undefined ? undefined : new Set(deliveries);
    const rates = drawFaultRates(randomOf(seed, RATES_PART), FAULTS_OF_PROMOTIONS);
    const simulation = simulatePromotions(history, {
      rates,
      keep: keep === undefined ? undefined : new Set(keep),
      sent,
    });
    const invariants = createInvariants(PROMOTION_LAWS);
    const broken = await brokenIn(() => checkPromotionLaws(history, simulation, invariants));
    const triggers = history.triggers.filter((_, index) => sent?.has(index) ?? true);
    return {
      deliveries: history.triggers.length,
      scene: sceneOf(history),
      told: [...triggers.map(tellFiring), ...history.edits.map(tellEdit)],
      struck: simulation.struck,
      checked: invariants.checked,
      broken,
      occurred: occurredIn(simulation),
    };
  },
};

function sceneOf({ store, keepsVersions, configured, files }: PromotionHistory): string {
  return [
    `a ${store.platform} store: customers by ${store.customer.by}, unknown ones ${store.onUnknownCustomer}, points not there ${store.onInsufficientBalance}; files ${keepsVersions ? 'with' : 'without'} versions`,
    ...configured.map(tellPromotion),
    ...[...files].map(([file, { rows, isUsable }]) => `${file}: ${rows.length} rows${isUsable ? '' : ', spoilt'}`),
  ].join('\n');
}

function tellPromotion({ promotion, list }: Configured): string {
  const { id, points, takesBack, audience, maximumPoints } = promotion;
  const whom = audience.kind === 'list' ? `a list of ${list.length}` : `${audience.kind} ${audience.file}`;
  return `${id}: ${takesBack ? 'takes' : 'gives'} ${points} of ${whom}, at most ${maximumPoints}`;
}

function tellFiring({ atMs, promotion, scheduledAtMs, by }: Trigger) {
  return { atMs, text: `${promotion}-${runName(scheduledAtMs)}: fired by a ${by}` };
}

function tellEdit(edit: Edit) {
  const text =
    edit.kind === 'configuration'
      ? `configuration: ${edit.configured.map(tellPromotion).join('; ') || 'no promotion'}`
      : `file ${edit.file}: ${edit.content === null ? 'deleted' : `${edit.content.rows.length} rows${edit.content.isUsable ? '' : ', spoilt'}`}`;
  return { atMs: edit.atMs, text };
}

function occurredIn({ lines, services, parkedBecause }: PromotionSimulation): string[] {
  const occurred: string[] = [];
  for (const line of lines) {
    const outcome = /"outcome":"(\w+)","severity"/.exec(line)?.[1];
    const what = /^\{"what":"(\w+)"/.exec(line)?.[1];
    if (outcome !== undefined) occurred.push(`outcome ${outcome}`);
    if (what === 'runRefused' || what === 'runBegun' || what === 'outOfTime') occurred.push(what);
  }
  for (const { record } of services.runs.runs()) occurred.push(`run ${record.phase}`);
  for (const { entries } of services.ledger.awards()) {
    for (const { warning, state } of entries)
      occurred.push(`award ${state}`, ...(warning === null ? [] : [`warning ${warning}`]));
  }
  const dead = services.promotionQueue.deadLetters().map(() => 'dead letter');
  return [...occurred, ...parkedBecause.map((reason) => `parked ${reason}`), ...dead];
}
