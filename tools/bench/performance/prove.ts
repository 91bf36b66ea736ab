import type { OutgoingDelivery } from '../../../local/deliver.ts';
import { badlySigned } from '../../cost/refused-deliveries.ts';
import { expectedOrder, paidOrder } from '../paid-order.ts';
import { type Competitor, statusOf } from './competitors.ts';
import { httpApiEvent, paidShopifyOrder, SHOPIFY_POINTS } from './deliveries.ts';
import { startMeasured } from './measured-environment.ts';
import { type StandIns, webhookSecretOf } from './stand-ins.ts';

/** No order that is measured has a number from here on. */
const FROM = 900_000;

/**
 * Sees that a competitor does the whole of its work before its time counts: it answers, gives the points once however often the
 * same comes, and refuses a wrong signature. Throws with what is wrong.
 */
export async function prove(competitor: Competitor, standIns: StandIns, at: number): Promise<void> {
  const { kind } = competitor;
  const number = FROM + at;
  if (kind === 'floor' || kind === 'peer' || kind === 'shopify') {
    const order = (customer: string, plus: number) =>
      paidShopifyOrder(customer, number + plus, webhookSecretOf('shopify'));
    const customer = `proof${number}@example.com`;
    const stranger = badlySigned(order(`stranger${number}@example.com`, 50_000));
    await deliverTwice(competitor, standIns, { order: order(customer, 0), customer, points: SHOPIFY_POINTS, stranger });
  } else if (kind === 'woocommerce') {
    const order = paidOrder('inline', number, webhookSecretOf('inline'));
    const { points, customers } = expectedOrder({ id: 'inline', orderPrefix: '' }, number);
    const [customer = ''] = customers;
    const stranger = badlySigned(paidOrder('inline', number + 50_000, webhookSecretOf('inline')));
    await deliverTwice(competitor, standIns, { order, customer, points, stranger });
  } else await work(competitor, standIns);
}

async function deliverTwice(
  { definition, name }: Competitor,
  standIns: StandIns,
  {
    order,
    customer,
    points,
    stranger,
  }: {
    readonly order: OutgoingDelivery;
    readonly customer: string;
    readonly points: number;
    readonly stranger: OutgoingDelivery;
  },
): Promise<void> {
  const environment = await startMeasured(definition);
  try {
    const before = await standIns.given(null);
    const statuses: number[] = [];
    for (const delivery of [order, order, stranger]) {
      statuses.push(statusOf((await environment.invoke(httpApiEvent(delivery))).value));
    }
    const given = await standIns.given(customer);
    const after = await standIns.given(null);
    expectSame(name, 'answered', statuses.join(', '), '200, 200, 401');
    expectSame(name, 'gave', `${given.points} points in ${given.changes}`, `${points} points in 1`);
    expectSame(name, 'made', `${after.changes - before.changes} changes`, '1 changes');
  } finally {
    await environment.stop();
  }
}

/** What has no sender has only to do its work, and the queues' functions not to do it twice. */
async function work({ definition, name, kind, events, check }: Competitor, standIns: StandIns): Promise<void> {
  const [event] = await events(1);
  const environment = await startMeasured(definition);
  try {
    const before = await standIns.given(null);
    for (let time = 0; time < 2; time += 1) check((await environment.invoke(event)).value);
    const after = await standIns.given(null);
    const wanted = kind === 'settle' || kind === 'park' ? 1 : 0;
    expectSame(name, 'made', `${after.changes - before.changes} changes`, `${wanted} changes`);
    if (kind === 'promotions') expectSame(name, 'queued', String((await standIns.drain('promotions')).length), '1');
  } finally {
    await environment.stop();
  }
}

function expectSame(name: string, what: string, found: string, wanted: string): void {
  if (found !== wanted) throw new Error(`${name} ${what} ${found} in place of ${wanted}: its times would mean nothing`);
}
