import { CODE_BUCKET } from '../deployed-functions.ts';
import { expectThat } from '../deviation.ts';
import { ANA, sendSigned, shopifyPaid } from '../orders.ts';
import { DOMAIN, type Rehearsal } from '../rehearsal.ts';
import type { Step } from '../step.ts';
import { deployByCdk } from './cdk-deployment.ts';
import { lint } from './check-steps.ts';
import { balanceOf, expectBalance } from './order-steps.ts';
import { keepSecrets } from './secret-steps.ts';

export const secondStage: Step = {
  name: 'second stage',
  shows: 'a stage beside it has a BonifiQ, ledger, secrets and URL of its own',
  async run(rehearsal) {
    const { run } = rehearsal;
    await run('npm run deploy -- --stage trial');
    await keepSecrets(rehearsal, 'trial');
    await run('npm run secret -- --check --stage prod --stage trial');
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
    await dropWhatRemains(run);
    expectThat(out.includes('ponte-prod') && !out.includes('ponte-trial'), `the stacks are then:\n${out}`);
  },
};

/** What docs/deploying.md says of a ledger that a first deployment has left; and the bucket of a stage that nobody wants. */
export async function dropWhatRemains(run: Rehearsal['run']): Promise<void> {
  const table = '--table-name ponte-trial-ledger';
  await run(`aws dynamodb scan ${table} --select COUNT`);
  await run(`aws dynamodb update-table ${table} --no-deletion-protection-enabled`);
  await run(`aws dynamodb delete-table ${table}`);
  await run(`account=$(aws sts get-caller-identity --query Account --output text)
aws s3 rb "s3://ponte-trial-audiences-$account-$AWS_REGION"`);
}

export const withoutOsls: Step = {
  name: 'without osls',
  shows:
    "the AWS CLI alone deploys the plain template, with zips in a company's bucket, the stage works, and its parameters change",
  async run(rehearsal) {
    const { run } = rehearsal;
    await run('npm run package -- --stage trial');
    await run('npm run plain');
    const faults = await lint(rehearsal, 'dist/plain/template.json');
    expectThat(faults.length === 0, `cfn-lint finds in the plain template:\n${faults.join('\n')}`);
    await run(`aws s3 mb s3://${CODE_BUCKET}`);
    const deploy = `examples/cloudformation/deploy.sh ponte-trial ${CODE_BUCKET} NoticeAddress=you@example.com`;
    await run(deploy);
    await run(deploy);
    const trial = await rehearsal.startFunctions('trial');
    const before = balanceOf(rehearsal, 'trial', ANA);
    const paid = await sendSigned(trial, 'shopify', 'orders/paid', shopifyPaid('5006', ANA));
    expectThat(paid.outcome?.outcome === 'applied', `an order of this stage is answered ${paid.text}`);
    expectThat(balanceOf(rehearsal, 'trial', ANA) > before, 'an order of this stage gives no points');
    await run('./ponte doctor --stage trial', { stage: 'trial' });
    await changeParameters(rehearsal, deploy);
    await trial.stop();
    await run('aws cloudformation delete-stack --stack-name ponte-trial');
    await dropWhatRemains(run);
    await deployByCdk(rehearsal, 'ponte-trial');
  },
};

/** What a company asks for comes into a stack that has none of it, and a domain goes again. */
async function changeParameters({ run, note }: Rehearsal, deploy: string): Promise<void> {
  const outputs = 'aws cloudformation describe-stacks --stack-name ponte-trial --query "Stacks[0].Outputs[].OutputKey"';
  await run(`certificate=$(aws acm list-certificates --query "CertificateSummaryList[0].CertificateArn" --output text)
key=$(aws cloudformation describe-stacks --stack-name ponte-key --query "Stacks[0].Outputs[0].OutputValue" --output text)
${deploy} DomainName=${DOMAIN} "CertificateArn=$certificate" "KmsKeyArn=$key"`);
  const named = await run(outputs);
  expectThat(named.out.includes('WebhooksUrl'), `the outputs name no domain:\n${named.out}`);
  const { out: table } = await run('aws dynamodb describe-table --table-name ponte-trial-ledger');
  expectThat(table.includes('"SSEType": "KMS"'), `the table has no key:\n${table}`);
  await run(`${deploy} DomainName= CertificateArn=`);
  const unnamed = await run(outputs);
  expectThat(!unnamed.out.includes('WebhooksUrl'), `the outputs still name a domain:\n${unnamed.out}`);
  note('A domain and a key come into a stack that has none by its parameters alone, and the domain goes again.');
}
