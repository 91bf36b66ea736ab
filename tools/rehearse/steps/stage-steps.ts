import { ANA, sendSigned, shopifyPaid } from '../orders.ts';
import { expectThat, type Step } from '../step.ts';
import { expectBalance } from './order-steps.ts';
import { keepSecrets } from './secret-steps.ts';

export const secondStage: Step = {
  name: 'second stage',
  shows: 'a stage beside it has a BonifiQ, ledger, secrets and URL of its own',
  async run(rehearsal) {
    const { run } = rehearsal;
    await run('npm run package -- --stage trial');
    await run('npm run deploy -- --stage trial');
    await keepSecrets(rehearsal, 'trial');
    const shared = await run('npm run secret -- --check --stage prod --stage trial', { code: 1 });
    expectThat(shared.out.includes('webhook secret'), 'a webhook secret that two stages share is not told');
    const trial = await rehearsal.startFunctions('trial');
    expectThat(trial.url !== rehearsal.functions('prod').url, 'both stages have one URL');
    const paid = await sendSigned(trial, 'shopify', 'orders/paid', shopifyPaid('5001', ANA));
    expectThat(paid.outcome?.outcome === 'applied', `an order of the second stage is answered ${paid.text}`);
    expectBalance(rehearsal, 'trial', ANA, 80);
    expectBalance(rehearsal, 'prod', ANA, 190);
    await run('./ponte explain my-shopify 5001 --stage trial', { stage: 'trial' });
    await run('./ponte doctor --stage trial', { stage: 'trial' });
    await run('npx osls remove --stage trial', { stage: 'trial' });
    const { out } = await run('aws cloudformation list-stacks --stack-status-filter UPDATE_COMPLETE --output text');
    expectThat(out.includes('ponte-prod') && !out.includes('ponte-trial'), `the stacks are then:\n${out}`);
  },
};
