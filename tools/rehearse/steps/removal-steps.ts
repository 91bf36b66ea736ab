import { expectThat } from '../deviation.ts';
import { ANA, sendSigned, shopifyPaid } from '../orders.ts';
import type { Step } from '../step.ts';
import { describeStack } from './deploy-steps.ts';
import { expectBalance } from './order-steps.ts';

export const removal: Step = {
  name: 'removal',
  shows: 'a protected stack is not removed; then ledger, audiences and secrets remain, and all else goes',
  async run(rehearsal) {
    const { run } = rehearsal;
    const waiting = 'aws dynamodb scan --table-name ponte-prod-ledger --index-name pending --select COUNT';
    const { out: count } = await run(waiting);
    expectThat(/"Count": 0\b/.test(count), `something waits: ${count}`);
    const refused = await run('npx osls remove --stage prod', { code: 1 });
    expectThat(
      refused.out.includes('protection') || refused.err.includes('protection'),
      'the refusal is for another reason',
    );
    await run(
      'aws cloudformation update-termination-protection --stack-name ponte-prod --no-enable-termination-protection',
    );
    await rehearsal.functions('prod').stop();
    await run('npx osls remove --stage prod');
    await remains('aws dynamodb list-tables --output json', 'ponte-prod-ledger', true);
    await remains('aws s3 ls', 'ponte-prod-audiences-', true);
    await remains('aws secretsmanager list-secrets --output json', 'ponte/prod/my-shopify', true);
    await remains('aws lambda list-functions --output json', 'ponte-prod-', false);
    await remains('aws sqs list-queues --output json', 'ponte-prod-', false);
    await remains('aws cloudwatch describe-alarms --output json', 'ponte-prod-', false);
    await remains('aws scheduler list-schedules --output json', 'ponte-prod-', false);

    async function remains(command: string, name: string, wanted: boolean): Promise<void> {
      const { out } = await run(command);
      expectThat(out.includes(name) === wanted, `"${command}" ${wanted ? 'names no' : 'still names'} ${name}`);
    }
  },
};

export const keptLedger: Step = {
  name: 'kept ledger',
  shows: 'a deployment beside the kept ledger fails, and the documented import takes ledger and audiences back in',
  async run(rehearsal) {
    const { run } = rehearsal;
    await run('npm run deploy -- --stage prod', { code: 1 });
    const listing = await run(
      'aws cloudformation describe-stack-resource --stack-name ponte-prod --logical-resource-id ServerlessDeploymentBucket --query StackResourceDetail.PhysicalResourceId --output text',
    );
    const bucket = listing.out.trim();
    const { out } = await run(`aws s3 ls s3://${bucket} --recursive`);
    const [, folder] = /\S*?(serverless\/\S+)\/compiled-cloudformation-template\.json/.exec(out) ?? [];
    expectThat(folder !== undefined, `the failed deployment has left no template in the bucket:\n${out}`);
    await run(
      `aws cloudformation create-change-set --stack-name ponte-prod --change-set-name keep-the-ledger --import-existing-resources \\
  --capabilities CAPABILITY_NAMED_IAM --template-url https://${bucket}.s3.amazonaws.com/${folder}/compiled-cloudformation-template.json
aws cloudformation execute-change-set --stack-name ponte-prod --change-set-name keep-the-ledger`,
    );
    const stack = await describeStack(rehearsal);
    expectThat(stack.StackStatus === 'UPDATE_COMPLETE', `the stack is ${stack.StackStatus}`);
    await run('npm run deploy -- --stage prod');
    const prod = await rehearsal.startFunctions('prod');
    await sendSigned(prod, 'shopify', 'orders/paid', shopifyPaid('5001', ANA));
    expectBalance(rehearsal, 'prod', ANA, 190);
    const fresh = await sendSigned(prod, 'shopify', 'orders/paid', shopifyPaid('5005', ANA));
    expectThat(fresh.status === 200, `a new order is answered ${fresh.text}`);
    expectBalance(rehearsal, 'prod', ANA, 190 + 80);
  },
};
