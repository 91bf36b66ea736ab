import { expectThat } from '../deviation.ts';
import { BIA, DORA, EVA, shopOrder } from '../orders.ts';
import type { Step } from '../step.ts';
import { expectBalance, untilBalance } from './order-steps.ts';

export const reconciling: Step = {
  name: 'reconcile',
  shows:
    "what no webhook told is found in the shop's own API by the function and by the command, and gets its points once",
  async run(rehearsal) {
    const { run, functions, shop } = rehearsal;
    const since = new Date(Date.now() - DAY_MS).toISOString();
    const command = `./ponte reconcile my-woocommerce --since ${since} --stage prod`;
    // The first was told by its webhook; the others were not.
    shop.put(shopOrder('7001', BIA));
    shop.put(shopOrder('7003', DORA));
    const told = await run(command, { code: 1 });
    expectThat(told.out.includes('my-woocommerce/7003') && !told.out.includes('/7001'), `it tells ${told.out}`);
    expectBalance(rehearsal, 'prod', DORA, 0);
    const asked = shop.requests.length;
    const ran = await functions('prod').functions.get('reconcile')?.invoke({ source: 'aws.scheduler' });
    expectThat(ran?.kind === 'returned', `the function has failed: ${JSON.stringify(ran)}`);
    expectThat(shop.requests.length > asked, 'the function has not asked the shop');
    await untilBalance(rehearsal, 'prod', DORA, 25);
    shop.put(shopOrder('7004', EVA));
    const applied = await run(`${command} --apply --json`);
    expectThat(applied.out.includes('my-woocommerce/7004'), `it records ${applied.out}`);
    await untilBalance(rehearsal, 'prod', EVA, 25);
    await run(command);
    expectBalance(rehearsal, 'prod', DORA, 25);
    rehearsal.note("The shop is WooCommerce's API as the tests emulate it, over TLS on this machine.");
  },
};

const DAY_MS = 86_400_000;
