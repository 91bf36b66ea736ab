import { setTimeout as sleep } from 'node:timers/promises';
import { expectThat } from '../deviation.ts';
import { ANA, BIA, CAIO, fromStaging, sendSigned, shopifyPaid, shopifyRefunded, woocommercePaid } from '../orders.ts';
import type { Rehearsal, Stage } from '../rehearsal.ts';
import type { Step } from '../step.ts';

const SETTLED_WITHIN_MS = 120_000;
const EVERY_MS = 250;

export const functions: Step = {
  name: 'functions',
  shows: 'code, settings, event sources and routes come back from the API, and start on the Lambda runtime client',
  async run(rehearsal) {
    const { functions: started, code } = await rehearsal.startFunctions('prod');
    const zips = await rehearsal.run('ls .serverless/*.zip');
    const packaged = zips.out.trim().split('\n').length;
    expectThat(started.size === code.size && started.size === packaged, `${started.size} of ${packaged} functions run`);
    const { out: ofZip } = await rehearsal.run('openssl dgst -sha256 -binary .serverless/shopify.zip | base64');
    const configuration = 'aws lambda get-function-configuration --function-name ponte-prod-shopify';
    const { out: deployed } = await rehearsal.run(`${configuration} --query CodeSha256 --output text`);
    expectThat(ofZip.trim() === deployed.trim(), `Lambda has ${deployed.trim()}, and the package ${ofZip.trim()}`);
    rehearsal.note(
      `${[...started.keys()].join(', ')} run with the environment that is deployed, and nothing in its place.`,
    );
  },
};

export const url: Step = {
  name: 'URL',
  shows: 'an unsigned call of the deployed URL is answered 401 and signatureRefused, and another store 404',
  async run(rehearsal) {
    const { url: deployed } = rehearsal.functions('prod');
    const call = (store: string) => rehearsal.run(`curl -i -X POST ${deployed}/webhooks/shopify/${store} -d '{}'`);
    const { out } = await call('my-shopify');
    expectThat(out.includes(' 401') && out.includes('signatureRefused'), `the answer is ${out.slice(0, 300)}`);
    const other = await call('no-such-store');
    expectThat(other.out.includes(' 404'), `another store is answered ${other.out.slice(0, 300)}`);
  },
};

export const firstOrders: Step = {
  name: 'first orders',
  shows: 'signed deliveries become points, a refund takes its part back, and a redelivery changes nothing',
  async run(rehearsal) {
    const prod = rehearsal.functions('prod');
    const paid = await sendSigned(prod, 'shopify', 'orders/paid', shopifyPaid('5001', ANA));
    expectThat(paid.status === 200 && paid.outcome?.outcome === 'applied', `the first order is answered ${paid.text}`);
    expectBalance(rehearsal, 'prod', ANA, 40);
    const again = await sendSigned(prod, 'shopify', 'orders/paid', shopifyPaid('5001', ANA));
    expectThat(again.status === 200, `its redelivery is answered ${again.text}`);
    expectBalance(rehearsal, 'prod', ANA, 40);
    const refunded = await sendSigned(prod, 'shopify', 'refunds/create', shopifyRefunded('5001'));
    expectThat(refunded.status === 200, `its refund is answered ${refunded.text}`);
    await untilBalance(rehearsal, 'prod', ANA, 20);
    const woo = await sendSigned(prod, 'woocommerce', 'order.updated', woocommercePaid('7001', BIA));
    expectThat(woo.status === 200, `a WooCommerce order is answered ${woo.text}`);
    expectBalance(rehearsal, 'prod', BIA, 25);
    rehearsal.note('40 points, 20 of them back, and 25 from the other platform.');
  },
};

export const outage: Step = {
  name: 'outage and sweep',
  shows: 'what BonifiQ did not answer waits, is listed, and follows by the queue and the sweep',
  async run(rehearsal) {
    const { run, sandboxes, functions: of, note } = rehearsal;
    const prod = of('prod');
    sandboxes.prod.core.setFaults([{ kind: 'status', status: 503 }]);
    const paid = await sendSigned(prod, 'shopify', 'orders/paid', shopifyPaid('5002', CAIO));
    expectThat(paid.outcome?.outcome === 'deferred', `an order during an outage is answered ${paid.text}`);
    const pending = await run('./ponte pending --stage prod --json');
    expectThat(pending.out.includes('my-shopify/5002'), './ponte pending does not list the order that waits');
    sandboxes.prod.core.setFaults([]);
    const until = Date.now() + SETTLED_WITHIN_MS;
    while (balanceOf(rehearsal, 'prod', CAIO) !== 40 && Date.now() < until) {
      const swept = await prod.functions.get('sweep')?.invoke({ source: 'aws.scheduler' });
      expectThat(swept?.kind === 'returned', `sweep has failed: ${JSON.stringify(swept)}`);
      await sleep(EVERY_MS * 8);
    }
    expectBalance(rehearsal, 'prod', CAIO, 40);
    const staging = fromStaging(woocommercePaid('7002', BIA));
    const aside = await sendSigned(prod, 'woocommerce', 'order.updated', staging);
    expectThat(aside.status === 200, `the body of a copy of the shop is answered ${aside.text}`);
    expectBalance(rehearsal, 'prod', BIA, 25);
    note('A body of a copy of the shop is set aside, for the commands that follow.');
  },
};

export function balanceOf({ sandboxes }: Rehearsal, stage: Stage, customer: string): number {
  return sandboxes[stage].core.state().balances[customer] ?? 0;
}

export function expectBalance(rehearsal: Rehearsal, stage: Stage, customer: string, points: number): void {
  const has = balanceOf(rehearsal, stage, customer);
  expectThat(has === points, `${customer} has ${has} points in place of ${points}`);
}

export async function untilBalance(rehearsal: Rehearsal, stage: Stage, customer: string, points: number) {
  const until = Date.now() + SETTLED_WITHIN_MS;
  while (balanceOf(rehearsal, stage, customer) !== points && Date.now() < until) await sleep(EVERY_MS);
  expectBalance(rehearsal, stage, customer, points);
}
