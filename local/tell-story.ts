import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { Sandbox } from '../sandbox/sandbox-server.ts';
import type { WooCommerceShop } from '../sandbox/shops/woocommerce-shop.ts';
import { type OutcomeKind, outcomeTable, type Severity } from '../src/domain/outcome-table.ts';
import { deliver, type OutcomeAnswer } from './deliver.ts';
import demo from './demo.config.ts';
import { subscribe } from './demo-shop.ts';
import { credentialsOf, demoAccounts } from './demo-stores.ts';
import type { Chapter, Step } from './demo-story.ts';
import type { Endpoints } from './endpoints.ts';
import { signedDelivery } from './outgoing-delivery.ts';
import { openPromotionDesk } from './promotion-desk.ts';
import type { SettledOrders } from './settled-orders.ts';

/** What one step really came to. */
export interface Told {
  readonly step: Step;
  /** Null where nobody waits for an answer. */
  readonly status: number | null;
  readonly outcome: string;
  readonly severity: Severity;
  readonly posted: number;
  readonly balance: number;
  /** In words; empty when all is as it was worked out. */
  readonly faults: readonly string[];
}

export interface Stage {
  readonly url: string;
  readonly sandbox: Sandbox;
  readonly services: Endpoints;
  readonly settled: SettledOrders;
  /** Of the demo's WooCommerce store. */
  readonly shop: Pick<WooCommerceShop, 'put' | 'webhooks'>;
}

const SETTLED_WITHIN_MS = 20_000;

/** Plays the story, one step after the other, and tells of each as soon as it is over. */
export async function* tellStory(stage: Stage, chapters: readonly Chapter[]): AsyncGenerator<Chapter | Told> {
  for (const chapter of chapters) {
    yield chapter;
    for (const step of chapter.steps) yield await tell(stage, step);
  }
}

async function tell(stage: Stage, step: Step): Promise<Told> {
  const before = postedTo(stage.sandbox, step.customer);
  const { wrong = [], ...came } = await play(stage, step);
  const balance = await readBalance(stage.sandbox.url, step.customer);
  const posted = postedTo(stage.sandbox, step.customer) - before;
  return { step, ...came, posted, balance, faults: [...faultsOf(step, { ...came, posted, balance }), ...wrong] };
}

type Came = Pick<Told, 'status' | 'outcome' | 'severity'> & { readonly wrong?: readonly string[] };

async function play(stage: Stage, step: Step): Promise<Came> {
  if (step.kind === 'fired') return await trigger(stage, step);
  if (step.kind === 'found') return await reconcile(stage, step);
  if (step.kind === 'guarded') return await guard(stage, step);
  if (step.kind === 'healed') {
    stage.sandbox.core.setFaults([]);
    const line = await stage.settled.until(step.order, SETTLED_WITHIN_MS);
    return { status: null, outcome: line?.outcome ?? 'never settled', severity: line?.severity ?? 'error' };
  }
  stage.sandbox.core.setFaults(step.faults ?? []);
  const { store, topic, payload, wrongSecret } = step;
  const rawBody = Buffer.from(JSON.stringify(payload));
  const secret = wrongSecret ?? store.webhookSecret;
  const { status, outcome, text } = await deliver(stage.url, signedDelivery(store, { topic, rawBody, secret }));
  const told: Pick<OutcomeAnswer, 'outcome' | 'severity'> = outcome ?? { outcome: text, severity: 'error' };
  return { status, outcome: told.outcome, severity: told.severity };
}

const reconciled = z.object({ kind: z.literal('returned'), value: z.object({ found: z.int(), moved: z.int() }) });

/** Reconciliation has to find this order, and no other. */
async function reconcile(
  { services, settled, sandbox, shop }: Stage,
  step: Extract<Step, { kind: 'found' }>,
): Promise<Came> {
  sandbox.core.setFaults([]);
  shop.put(step.atShop(new Date(Date.now() - step.minutesAgo * 60_000).toISOString().slice(0, 19)));
  const answer = await fetch(`${services.control}/reconcile`, { method: 'POST', body: '{}' });
  const { found, moved } = reconciled.parse(await answer.json()).value;
  const wrong = found === 1 && moved === 1 ? [] : [`${found} orders were found, ${moved} of them moved points`];
  const line = await settled.until(step.order, SETTLED_WITHIN_MS);
  return { status: null, outcome: line?.outcome ?? 'never settled', severity: line?.severity ?? 'error', wrong };
}

/** The shop's webhooks are looked at with the first run of reconciliation, and then once an hour. */
async function guard(
  { url, services, settled, sandbox, shop }: Stage,
  { failures, outcome }: Extract<Step, { kind: 'guarded' }>,
): Promise<Came> {
  sandbox.core.setFaults([]);
  if (shop.webhooks.all().length === 0) subscribe(shop, url);
  for (let failed = 0; failed < failures; failed += 1) shop.webhooks.send('order.updated', () => 503);
  if (failures > 0) await fetch(`${services.control}/reconcile`, { method: 'POST', body: '{}' });
  const isThere = shop.webhooks.all().some(({ topic, status }) => topic === 'order.updated' && status === 'active');
  const told = settled.guarded.includes(outcome) ? outcome : 'nothing told';
  const severity = outcome === 'webhooksOff' ? 'error' : 'warning';
  return { status: null, outcome: told, severity, wrong: isThere ? [] : ['order.updated is still off'] };
}

async function trigger(
  { services, settled, sandbox }: Stage,
  { promotion: id, audience, counts }: Extract<Step, { kind: 'fired' }>,
): Promise<Came> {
  sandbox.core.setFaults([]);
  const promotion = demo.promotions.find((one) => one.id === id);
  if (promotion === undefined) throw new Error(`the demo has no promotion ${id}`);
  const desk = openPromotionDesk(services);
  try {
    if (audience !== undefined) await desk.putAudience(audience.file, audience.text);
    const before = settled.promotions.length;
    const progress = await desk.trigger(promotion, SETTLED_WITHIN_MS);
    const deadlineMs = Date.now() + SETTLED_WITHIN_MS;
    while (settled.promotions.length === before && Date.now() < deadlineMs) await sleep(20);
    const line = settled.promotions[before];
    const came = { applied: progress?.applied, bad: progress?.counts?.bad, duplicates: progress?.counts?.duplicates };
    const wrong = Object.entries(counts).flatMap(([name, expected]) => {
      const counted = came[name as keyof typeof came];
      return counted === expected ? [] : [`${name}: ${counted} instead of ${expected}`];
    });
    return { status: null, outcome: line?.outcome ?? 'never fired', severity: line?.severity ?? 'error', wrong };
  } finally {
    desk.close();
  }
}

function faultsOf(
  step: Step,
  came: { status: number | null; outcome: string; posted: number; balance: number },
): string[] {
  const expected = step.kind === 'guarded' ? null : expectedOf(step.outcome);
  return [
    ...(came.outcome === step.outcome ? [] : [`the outcome is "${came.outcome}" instead of "${step.outcome}"`]),
    ...(came.status === null || came.status === expected ? [] : [`HTTP ${came.status} instead of ${expected}`]),
    ...(came.posted === step.posted ? [] : [`${came.posted} points were posted instead of ${step.posted}`]),
    ...(came.balance === step.balance ? [] : [`the balance is ${came.balance} instead of ${step.balance}`]),
  ];
}

function expectedOf(outcome: OutcomeKind): number {
  return outcomeTable[outcome].httpStatus;
}

/** The sum of all changes, as the sandbox applied them. */
function postedTo(sandbox: Sandbox, customer: string): number {
  const changes = sandbox.core.state().changes.filter((change) => change.customer === customer);
  return changes.reduce((sum, { points }) => sum + points, 0);
}

/**
 * The balance in these accounts together, as the points API documents it.
 * @see https://developers.bonifiq.com.br/api/private/customer/retrieve-the-amount-of-points-of-a-given-customer
 */
export async function readBalance(
  baseUrl: string,
  customer: string,
  accounts: readonly string[] = demoAccounts,
): Promise<number> {
  const url = `${baseUrl}/v1/pvt/Customer/${encodeURIComponent(customer)}/points`;
  const balances = await Promise.all(accounts.map((account) => balanceIn(url, account)));
  return balances.reduce((sum, balance) => sum + balance, 0);
}

async function balanceIn(url: string, account: string): Promise<number> {
  const { username, password } = credentialsOf(account);
  const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  const answer: unknown = await (await fetch(url, { headers: { authorization } })).json();
  if (typeof answer === 'object' && answer !== null && 'PointsBalance' in answer) return Number(answer.PointsBalance);
  throw new Error('the points API answered without a balance');
}
