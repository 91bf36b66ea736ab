import { CONSUMER } from '../../../sandbox/shops/woocommerce-shop.ts';
import { expectThat } from '../deviation.ts';
import { BONIFIQ, type Rehearsal, type Stage, WEBHOOK_SECRETS } from '../rehearsal.ts';
import type { Step } from '../step.ts';

const NEW_SECRET = 'another-made-up-webhook-secret-of-my-shopify';

export const secrets: Step = {
  name: 'secrets',
  shows: 'secrets are asked for, tried, kept, tagged, checked and changed; what is wrong is refused',
  async run(rehearsal) {
    const { run, note } = rehearsal;
    const missing = await run('npm run secret -- --check --stage prod', { code: 1 });
    expectThat(missing.out.includes('ponte/prod/my-shopify'), 'the check does not name the missing secrets');
    const wrong = await run('npm run secret -- my-shopify --stage prod', {
      input: answers(BONIFIQ.prod.username, 'not-the-password', 'made-up-webhook-secret'),
      code: 1,
    });
    expectThat(wrong.err.includes('refuses these credentials'), 'credentials that BonifiQ refuses are kept');
    await keepSecrets(rehearsal, 'prod');
    await run('npm run secret -- --check --stage prod');
    await run('npm run secret -- my-shopify --stage prod --change webhook-secret', { input: answers(NEW_SECRET) });
    await run('npm run secret -- my-shopify --stage prod --change bonifiq', {
      input: answers(BONIFIQ.prod.username, BONIFIQ.prod.password),
    });
    await run('npm run secret -- my-shopify --stage prod --replace', { input: allOf('my-shopify', 'prod') });
    await run('npm run secret -- my-woocommerce --stage prod --change store-api', {
      input: answers(CONSUMER.consumerKey, CONSUMER.consumerSecret),
    });
    const webhooks = await run('./ponte webhooks my-woocommerce --stage prod', { code: 1 });
    expectThat(webhooks.out.includes('order.updated'), `the webhooks that are missing are not told:\n${webhooks.out}`);
    await run('./ponte webhooks my-woocommerce --stage prod --apply');
    await run('./ponte webhooks my-woocommerce --stage prod');
    await run('aws secretsmanager untag-resource --secret-id ponte/prod/my-woocommerce --tag-keys platform');
    const untagged = await run('npm run secret -- --check --stage prod', { code: 1 });
    expectThat(untagged.out.includes('ponte/prod/my-woocommerce'), 'the check does not name what is without tags');
    await run('npm run secret -- --tag --stage prod');
    await run('npm run secret -- --check --stage prod');
    note('A secret without tags is named by `--check`, and `--tag` puts it right.');
  },
};

/** With one BonifiQ user for both stores, which have one account. */
export async function keepSecrets({ run }: Pick<Rehearsal, 'run'>, stage: Stage): Promise<void> {
  for (const store of Object.keys(WEBHOOK_SECRETS)) {
    await run(`npm run secret -- ${store} --stage ${stage}`, { input: allOf(store, stage), stage });
  }
}

/** What is typed for a store's whole secret. */
export function allOf(store: string, stage: Stage): string {
  const { username, password } = BONIFIQ[stage];
  return answers(username, password, WEBHOOK_SECRETS[store] ?? '', '');
}

function answers(...lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}
