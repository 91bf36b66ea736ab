import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { DEPLOYER_POLICIES, missingActions } from '../deployer-policy.ts';
import { expectThat } from '../deviation.ts';
import { ANA, sendSigned, shopifyPaid } from '../orders.ts';
import { DOMAIN, REGION, type Rehearsal } from '../rehearsal.ts';
import type { Step } from '../step.ts';
import { lint, TEMPLATE } from './check-steps.ts';
import { balanceOf } from './order-steps.ts';
import { allOf } from './secret-steps.ts';
import { dropWhatRemains } from './stage-steps.ts';

export const company: Step = {
  name: "a company's account",
  shows:
    'a user with the policies of examples/company deploys into a VPC, with a key, a boundary, tags, a domain and an address, and removes it',
  async run(rehearsal) {
    const { run, urls, note } = rehearsal;
    const asked = await prepareAccount(rehearsal);
    const deployer = await makeDeployer(rehearsal);
    const denied = await run(`${deployer} aws iam list-users`, { code: DENIED });
    expectThat(denied.err.includes('AccessDenied'), `what its policies lack is answered ${denied.err}`);
    const parameters = Object.entries(asked).map(([name, value]) => `--param="${name}=${value}"`);
    await run(`${deployer} npm run deploy -- --stage trial ${parameters.join(' ')}`);
    const faults = await lint(rehearsal, TEMPLATE);
    expectThat(faults.length === 0, `cfn-lint finds in the template:\n${faults.join('\n')}`);
    await expectPermissions(rehearsal);
    await expectDeployed(rehearsal, asked);

    const kept = `npm run secret -- my-shopify --stage trial --replace --kms-key ${asked.kmsKeyArn}`;
    await run(kept, { input: allOf('my-shopify', 'trial'), stage: 'trial' });
    const { out: secret } = await run('aws secretsmanager describe-secret --secret-id ponte/trial/my-shopify');
    expectThat(secret.includes(asked.kmsKeyArn ?? ''), `the secret has another key:\n${secret}`);

    const trial = await rehearsal.startFunctions('trial');
    urls.lead(DOMAIN, trial.endpoint);
    const unsigned = await run(`curl -i -X POST https://${DOMAIN}/webhooks/shopify/my-shopify -d '{}'`);
    expectThat(unsigned.out.includes(' 401'), `the domain answers ${unsigned.out.slice(0, 300)}`);
    const before = balanceOf(rehearsal, 'trial', ANA);
    await sendSigned(trial, 'shopify', 'orders/paid', shopifyPaid('5007', ANA));
    expectThat(balanceOf(rehearsal, 'trial', ANA) > before, 'an order of this stage gives no points');
    await run('./ponte doctor --stage trial', { stage: 'trial' });
    await trial.stop();
    await run(`${deployer} npx osls remove --stage trial`);
    await dropWhatRemains(run);
    note('IAM is asked for each call of the deployment; moto compares actions, and resources only of S3.');
  },
};

/** What version 1 of the AWS CLI exits with when it is refused. */
const DENIED = 255;

/** What a company has in its account before Ponte comes. */
async function prepareAccount({ run }: Rehearsal): Promise<Readonly<Record<string, string>>> {
  const ask = async (command: string) => (await run(command)).out.trim().replaceAll(/\s+/g, ',');
  await run('aws cloudformation deploy --stack-name ponte-key --template-file examples/company/key.yml');
  const output = '--query "Stacks[0].Outputs[0].OutputValue" --output text';
  const boundary = `'{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}'`;
  return {
    kmsKeyArn: await ask(`aws cloudformation describe-stacks --stack-name ponte-key ${output}`),
    permissionsBoundary: await ask(
      `aws iam create-policy --policy-name boundary --policy-document ${boundary} --query Policy.Arn --output text`,
    ),
    subnetIds: await ask('aws ec2 describe-subnets --query "Subnets[0:2].SubnetId" --output text'),
    securityGroupIds: await ask('aws ec2 describe-security-groups --query "SecurityGroups[0].GroupId" --output text'),
    domainName: DOMAIN,
    certificateArn: await ask(
      `aws acm request-certificate --domain-name ${DOMAIN} --validation-method DNS --query CertificateArn --output text`,
    ),
    hostedZoneId: (
      await ask(
        'aws route53 create-hosted-zone --name example.com --caller-reference 1 --query HostedZone.Id --output text',
      )
    ).replace('/hostedzone/', ''),
    noticeAddress: 'oncall@example.com',
    tags: 'costCentre=42,team=loyalty',
  };
}

const keySchema = z.object({ AccessKey: z.object({ AccessKeyId: z.string(), SecretAccessKey: z.string() }) });

/** The variables of a user who has the policies and nothing else. */
async function makeDeployer({ run, ask }: Rehearsal): Promise<string> {
  await run('aws iam create-user --user-name deployer');
  for (const name of DEPLOYER_POLICIES) {
    const [policy] = name.split('.');
    await run(`aws iam create-policy --policy-name ${policy} --policy-document file://examples/company/${name}
arn=$(aws iam list-policies --scope Local --query "Policies[?PolicyName=='${policy}'].Arn" --output text)
aws iam attach-user-policy --user-name deployer --policy-arn "$arn"`);
  }
  const made = await ask('aws iam create-access-key --user-name deployer --output json');
  const { AccessKey } = keySchema.parse(made);
  return `AWS_ACCESS_KEY_ID=${AccessKey.AccessKeyId} AWS_SECRET_ACCESS_KEY=${AccessKey.SecretAccessKey}`;
}

const templateSchema = z.object({ Resources: z.record(z.string(), z.object({ Type: z.string() })) });

/** CloudFormation makes resources by the rights of whoever deploys; the emulator makes many by itself, and asks nobody. */
async function expectPermissions({ run, ask, project, note }: Rehearsal): Promise<void> {
  const { Resources } = templateSchema.parse(JSON.parse(readFileSync(join(project, TEMPLATE), 'utf8')));
  const types = [...new Set(Object.values(Resources).map(({ Type }) => Type))].toSorted();
  const script = join(import.meta.dirname, '../emulator/permissions.py');
  const needed = z
    .record(z.string(), z.array(z.string()))
    .parse(await ask(`python '${script}' ${REGION} ${types.join(' ')}`));
  const missing = missingActions(Object.values(needed).flat());
  expectThat(missing.length === 0, `the policies of examples/company lack:\n${missing.join('\n')}`);
  note(`The policies have all that AWS says ${types.length} types of resources need.`);
  for (const policy of DEPLOYER_POLICIES) await lintPolicy({ run, project }, policy);
}

/** cfn-lint knows each action of AWS's; it reads policies in templates. */
async function lintPolicy({ run, project }: Pick<Rehearsal, 'run' | 'project'>, file: string): Promise<void> {
  const document = JSON.parse(readFileSync(join(project, 'examples/company', file), 'utf8'));
  const Properties = { PolicyDocument: document };
  const text = JSON.stringify({ Resources: { Policy: { Type: 'AWS::IAM::ManagedPolicy', Properties } } });
  await run('cat > policy.json', { input: text });
  const faults = await lint({ run }, 'policy.json');
  expectThat(faults.length === 0, `cfn-lint finds in ${file}:\n${faults.join('\n')}`);
}

/** That each setting has arrived at its service. */
async function expectDeployed({ run }: Rehearsal, asked: Readonly<Record<string, string>>): Promise<void> {
  const key = asked.kmsKeyArn ?? '';
  const [subnet = ''] = asked.subnetIds?.split(',') ?? [];
  const shown: readonly (readonly [command: string, wanted: string])[] = [
    ['aws dynamodb describe-table --table-name ponte-trial-ledger --query Table.SSEDescription', key],
    [
      `aws sqs get-queue-attributes --attribute-names KmsMasterKeyId --queue-url \\
  "$(aws sqs get-queue-url --queue-name ponte-trial-settle --query QueueUrl --output text)"`,
      key,
    ],
    ['aws logs describe-log-groups --log-group-name-prefix /aws/lambda/ponte-trial-shopify', key],
    ['aws lambda get-function-configuration --function-name ponte-trial-shopify', key],
    ['aws lambda get-function-configuration --function-name ponte-trial-shopify', subnet],
    [`aws iam get-role --role-name ponte-trial-shopify-${REGION}`, asked.permissionsBoundary ?? ''],
    [
      `aws iam get-role-policy --role-name ponte-trial-shopify-${REGION} --policy-name shopify`,
      'ec2:CreateNetworkInterface',
    ],
    [`aws apigatewayv2 get-api-mappings --domain-name ${DOMAIN}`, '$default'],
    [`aws route53 list-resource-record-sets --hosted-zone-id ${asked.hostedZoneId}`, DOMAIN],
    ['aws sns list-subscriptions', asked.noticeAddress ?? ''],
    ['aws cloudformation describe-stacks --stack-name ponte-trial', 'costCentre'],
  ];
  for (const [command, wanted] of shown) {
    const { out } = await run(`${command} --output json`);
    expectThat(wanted !== '' && out.includes(wanted), `"${command}" does not tell ${wanted}:\n${out}`);
  }
}
