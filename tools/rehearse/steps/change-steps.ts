import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { expectThat } from '../deviation.ts';
import { ANA, BIA, GIL, sendSigned, shopifyPaid, woocommercePaid } from '../orders.ts';
import type { Rehearsal } from '../rehearsal.ts';
import type { Step } from '../step.ts';
import { expectBalance, untilBalance } from './order-steps.ts';

const PROMOTIONS = `promotions: [
    {
      id: 'vip',
      store: 'my-shopify',
      points: 50,
      schedule: 'cron(0 9 * * ? *)',
      audience: { file: 'vip.csv' },
      maximumPoints: 1_000,
    },
  ],`;

const comparedSchema = z.object({ all: z.object({ orders: z.int(), before: z.number(), after: z.number() }) });

export const change: Step = {
  name: 'change',
  shows:
    'a promotion, another rule and a store in shadow are deployed by the same command; an earlier order keeps its rule',
  async run(rehearsal) {
    const { run, ask, edit } = rehearsal;
    const before = rehearsal.functions('prod');
    edit('ponte.config.ts', (text) =>
      text
        .replace('promotions: [],', PROMOTIONS)
        .replace("orderPrefix: '2.',", "orderPrefix: '2.',\n      shadow: true,")
        .replace(
          "rules: [{ version: 'first', pointsPerUnit: '1' }]",
          "rules: [{ version: 'second', pointsPerUnit: '2' }]",
        ),
    );
    const { all } = comparedSchema.parse(await ask('./ponte simulate --stage prod --json'));
    expectThat(
      all.orders > 0 && all.after > all.before,
      `./ponte simulate makes of the stage's orders ${JSON.stringify(all)}`,
    );
    await run('npm run deploy -- --stage prod');
    const after = await rehearsal.startFunctions('prod');
    expectThat(after.url === before.url, `the URL has changed from ${before.url} to ${after.url}`);
    expectThat(after.code.get('shopify') !== before.code.get('shopify'), 'the code of shopify has not changed');
    await sendSigned(after, 'shopify', 'orders/updated', shopifyPaid('5001', ANA));
    await sendSigned(after, 'shopify', 'orders/paid', shopifyPaid('5003', ANA));
    await untilBalance(rehearsal, 'prod', ANA, 20 + 80);
    const shadowed = await sendSigned(after, 'woocommerce', 'order.updated', woocommercePaid('7005', GIL));
    expectThat(shadowed.status === 200, `an order of a store in shadow is answered ${shadowed.text}`);
    const { out: shadow } = await run('./ponte shadow my-woocommerce --stage prod --json');
    expectThat(/"points":\s*25\b/.test(shadow), `./ponte shadow tells ${shadow}`);
    expectBalance(rehearsal, 'prod', GIL, 0);
    rehearsal.note('A store in shadow posts nothing, and `./ponte shadow` tells what it would have.');
    rehearsal.note('An order after the change earns twice as much, and one before it keeps what it has.');
  },
};

const scheduleSchema = z.object({
  State: z.string(),
  ScheduleExpression: z.string(),
  Target: z.object({ Arn: z.string(), Input: z.string() }),
});

export const promotion: Step = {
  name: 'promotion',
  shows: 'an audience is uploaded, what the schedule sends starts the run, and customers get their points once',
  async run(rehearsal) {
    const { run, ask, project } = rehearsal;
    writeFileSync(join(project, 'vip.csv'), `customer\n${ANA}\n${BIA}\nnobody\n`);
    await run('./ponte audience put vip vip.csv --stage prod');
    const get = 'aws scheduler get-schedule --group-name ponte-prod --name ponte-prod-promotion-vip --output json';
    const { Target, State, ScheduleExpression } = scheduleSchema.parse(await ask(get));
    expectThat(State === 'ENABLED' && ScheduleExpression === 'cron(0 9 * * ? *)', `the schedule is ${State}`);
    const queue = Target.Arn.split(':').at(-1);
    const body = Target.Input.replace('<aws.scheduler.scheduled-time>', lastNine());
    const send = `aws sqs send-message --message-body '${body}' --queue-url \\
  "$(aws sqs get-queue-url --queue-name ${queue} --query QueueUrl --output text)"`;
    await run(send);
    await untilBalance(rehearsal, 'prod', BIA, 25 + 50);
    await untilBalance(rehearsal, 'prod', ANA, 100 + 50);
    await run(send);
    await lookAtDeadLetters(rehearsal);
    const shown = await run('./ponte promotions --stage prod');
    expectThat(shown.out.includes('vip'), `./ponte promotions shows ${shown.out}`);
    const listed = await run(`account=$(aws sts get-caller-identity --query Account --output text)
aws s3 ls "s3://ponte-prod-audiences-$account-$AWS_REGION/reports/" --recursive`);
    expectThat(listed.out.includes('reports/vip/'), 'there is no report of the row that cannot be used');
    expectBalance(rehearsal, 'prod', ANA, 150);
  },
};

/** What docs/operating.md says of a schedule that failed; here none has. */
async function lookAtDeadLetters({ run }: Rehearsal): Promise<void> {
  const queue = `"$(aws sqs get-queue-url --queue-name ponte-prod-schedule-dead-letters --query QueueUrl --output text)"`;
  await run(`aws sqs receive-message --message-attribute-names All --max-number-of-messages 10 --queue-url \\
  ${queue}`);
  await run(`aws sqs purge-queue --queue-url ${queue}`);
}

/** The time in UTC of the last 09:00 in São Paulo, where it has been UTC-3 since 2019. */
function lastNine(): string {
  const twelve = new Date();
  twelve.setUTCHours(12, 0, 0, 0);
  if (twelve.getTime() > Date.now()) twelve.setUTCDate(twelve.getUTCDate() - 1);
  return twelve.toISOString().replace('.000', '');
}

export const rollback: Step = {
  name: 'rollback',
  shows: 'code, configuration and template go back to the first deployment; the ledger keeps what was posted',
  async run(rehearsal: Rehearsal) {
    const { run } = rehearsal;
    const before = rehearsal.functions('prod');
    const { out } = await run('npx osls deploy list --stage prod');
    const [first = ''] = [...out.matchAll(/Timestamp: (\d+)/g)].map(([, timestamp]) => timestamp ?? '');
    await run(`npx osls rollback --timestamp ${first} --stage prod`);
    const after = await rehearsal.startFunctions('prod');
    expectThat(after.code.get('shopify') !== before.code.get('shopify'), 'the code of shopify has not gone back');
    await sendSigned(after, 'shopify', 'orders/paid', shopifyPaid('5004', ANA));
    await untilBalance(rehearsal, 'prod', ANA, 150 + 40);
    const schedules = await run('aws scheduler list-schedules --group-name ponte-prod --output json');
    expectThat(!schedules.out.includes('promotion-vip'), 'the schedule of the promotion remains');
    await run('./ponte explain my-shopify 5003 --stage prod');
  },
};
