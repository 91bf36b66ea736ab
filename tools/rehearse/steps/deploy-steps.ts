import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { expectThat } from '../deviation.ts';
import type { Rehearsal } from '../rehearsal.ts';
import type { Step } from '../step.ts';

const DEPLOY_PROD = 'npm run deploy -- --stage prod';

export const packaging: Step = {
  name: 'package',
  shows: 'packaging needs no account, and a stage that names no BonifiQ is refused',
  async run({ run, project, edit, sandboxes, note }) {
    await run('aws sts get-caller-identity');
    const refused = await run('npm run package -- --stage trial', { code: 1 });
    expectThat(
      `${refused.out}${refused.err}`.includes('bonifiqBaseUrl'),
      `the refusal does not name bonifiqBaseUrl:\n${refused.out}${refused.err}`,
    );
    await run('npm run package -- --stage trial --param="bonifiqBaseUrl=https://bonifiq.example.com"');
    await run('npm run package -- --stage prod');
    const made = existsSync(join(project, '.serverless/cloudformation-template-update-stack.json'));
    expectThat(made, '.serverless holds no template');
    // As docs/deploying.md says it: where every command for the stage finds it.
    edit('serverless.yml', (text) =>
      text
        .replace('bonifiqBaseUrl: https://api.bonifiq.com.br', `bonifiqBaseUrl: ${sandboxes.prod.url}`)
        .replace(/^custom:$/m, `  trial:\n    bonifiqBaseUrl: ${sandboxes.trial.url}\n\ncustom:`),
    );
    note('From here on `bonifiqBaseUrl` of both stages is a sandbox of BonifiQ on this machine.');
  },
};

export const deploying: Step = {
  name: 'deploy prod',
  shows:
    'the documented command makes the stack, with deletion protection and its outputs, and a second time changes nothing',
  async run(rehearsal) {
    const { run, note, emulator } = rehearsal;
    const { out } = await run(DEPLOY_PROD);
    const stack = await describeStack(rehearsal);
    expectThat(stack.StackStatus === 'UPDATE_COMPLETE', `the stack is ${stack.StackStatus}`);
    expectThat(stack.EnableTerminationProtection, 'the stack is not protected against its deletion');
    const url = stack.outputs.get('HttpApiUrl') ?? '';
    expectThat(out.includes(`${url}/webhooks/shopify/{store}`), 'the deployment does not print the URL of the API');
    const again = await run(DEPLOY_PROD);
    expectThat(
      `${again.out}${again.err}`.includes('No changes to deploy'),
      'the same again is deployed as if it were new',
    );
    const passed = [...emulator.log().matchAll(/^made by (\w+): (\w+)$/gm)].length;
    note(
      `The stack has ${stack.outputs.size} outputs; ${passed} of its resources are made by their service's own call.`,
    );
  },
};

export const alarms: Step = {
  name: 'alarms',
  shows: 'an address subscribes to the topic, and every alarm and the budget notify it',
  async run({ run, ask, note }) {
    const query = `"Stacks[0].Outputs[?OutputKey=='NoticesTopic'].OutputValue"`;
    await run(
      `topic=$(aws cloudformation describe-stacks --stack-name ponte-prod --output text --query ${query})
aws sns subscribe --topic-arn "$topic" --protocol email --notification-endpoint you@example.com`,
    );
    const { MetricAlarms } = z
      .object({ MetricAlarms: z.array(z.object({ AlarmActions: z.array(z.string()) })) })
      .parse(await ask('aws cloudwatch describe-alarms --alarm-name-prefix ponte-prod- --output json'));
    const telling = MetricAlarms.filter(({ AlarmActions: [topic = ''] }) => topic.endsWith(':ponte-prod-notices'));
    expectThat(telling.length > 0 && telling.length === MetricAlarms.length, 'an alarm notifies nobody');
    const budgets = await run('aws budgets describe-budgets --account-id 123456789012 --output json');
    expectThat(budgets.out.includes('"USD"'), 'there is no budget in US dollars');
    note(`${MetricAlarms.length} alarms notify the topic.`);
  },
};

const stackSchema = z.object({
  Stacks: z.tuple([
    z.object({
      StackStatus: z.string(),
      EnableTerminationProtection: z.boolean(),
      Outputs: z.array(z.object({ OutputKey: z.string(), OutputValue: z.string() })).default([]),
    }),
  ]),
});

export async function describeStack({ ask }: Pick<Rehearsal, 'ask'>, stage = 'prod') {
  const described = await ask(`aws cloudformation describe-stacks --stack-name ponte-${stage} --output json`);
  const [{ Outputs, ...stack }] = stackSchema.parse(described).Stacks;
  return { ...stack, outputs: new Map(Outputs.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue])) };
}
