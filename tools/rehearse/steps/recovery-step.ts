import { setTimeout as sleep } from 'node:timers/promises';
import { expectThat } from '../deviation.ts';
import { FINN, sendSigned, shopifyPaid, shopifyRefunded } from '../orders.ts';
import type { Step } from '../step.ts';
import { expectBalance, untilBalance } from './order-steps.ts';

export const recovery: Step = {
  name: 'recovery',
  shows: 'the ledger goes back to an earlier moment by the documented commands, and nothing is given or taken twice',
  async run(rehearsal) {
    const { run, note } = rehearsal;
    const since = instant();
    // The emulator keeps no history of a table: it is restored at the moment, and what follows is what it lacks.
    await run(`aws dynamodb restore-table-to-point-in-time --source-table-name ponte-prod-ledger \\
  --target-table-name ponte-prod-ledger-restored --restore-date-time ${since}
aws dynamodb wait table-exists --table-name ponte-prod-ledger-restored`);
    await sleep(A_SECOND_MS);
    const lost = rehearsal.functions('prod');
    await sendSigned(lost, 'shopify', 'orders/paid', shopifyPaid('5010', FINN));
    await untilBalance(rehearsal, 'prod', FINN, 40);
    await sendSigned(lost, 'shopify', 'refunds/create', shopifyRefunded('5010'));
    await untilBalance(rehearsal, 'prod', FINN, 20);

    await run('npm run deploy -- --stage prod --param="posting=off"');
    await sleep(A_SECOND_MS);
    const until = instant();
    await replaceTable(rehearsal);
    const recording = await rehearsal.startFunctions('prod');
    const refunded = shopifyRefunded('5010');
    for (const [topic, body] of [
      ['orders/paid', shopifyPaid('5010', FINN)],
      ['refunds/create', refunded],
    ] as const) {
      const { outcome, text } = await sendSigned(recording, 'shopify', topic, body);
      expectThat(outcome?.reason === 'postingOff', `${topic} is answered ${text}`);
    }
    expectBalance(rehearsal, 'prod', FINN, 20);
    const reclaim = `./ponte reclaim --since ${since} --until ${until}`;
    const told = await run(`${reclaim} --stage prod`);
    expectThat(told.out.includes('my-shopify/5010'), `./ponte reclaim tells ${told.out}`);
    const written = await run(`${reclaim} --apply --stage prod`);
    expectThat(written.out.includes('written'), `./ponte reclaim --apply tells ${written.out}`);

    await run('npm run deploy -- --stage prod');
    const after = await rehearsal.startFunctions('prod');
    await after.functions.get('sweep')?.invoke({ source: 'aws.scheduler' });
    await sendSigned(after, 'shopify', 'refunds/create', refunded);
    await sendSigned(after, 'shopify', 'orders/paid', shopifyPaid('5011', FINN));
    await untilBalance(rehearsal, 'prod', FINN, 20 + 40);
    note('An order and its refund that the restored ledger lacked are known again, and gave nothing a second time.');
  },
};

/** A restored table takes the ledger's name by a second backup, as docs/recovery.md says. */
async function replaceTable({ run }: Parameters<Step['run']>[0]): Promise<void> {
  await run(`aws dynamodb create-backup --table-name ponte-prod-ledger --backup-name before-recovery
aws dynamodb create-backup --table-name ponte-prod-ledger-restored --backup-name recovered
aws dynamodb update-table --table-name ponte-prod-ledger --no-deletion-protection-enabled
aws dynamodb delete-table --table-name ponte-prod-ledger
aws dynamodb wait table-not-exists --table-name ponte-prod-ledger`);
  const query = `"BackupSummaries[?BackupName=='recovered'].BackupArn"`;
  const { out } = await run(`aws dynamodb list-backups --output text --query ${query}`);
  await run(`aws dynamodb restore-table-from-backup --target-table-name ponte-prod-ledger --backup-arn ${out.trim()}
aws dynamodb wait table-exists --table-name ponte-prod-ledger
aws dynamodb update-table --table-name ponte-prod-ledger --deletion-protection-enabled
aws dynamodb update-continuous-backups --table-name ponte-prod-ledger \\
  --point-in-time-recovery-specification PointInTimeRecoveryEnabled=true
aws dynamodb update-time-to-live --table-name ponte-prod-ledger \\
  --time-to-live-specification AttributeName=expiresAtSeconds,Enabled=true
aws dynamodb update-table --table-name ponte-prod-ledger-restored --no-deletion-protection-enabled
aws dynamodb delete-table --table-name ponte-prod-ledger-restored`);
}

const A_SECOND_MS = 1_100;

function instant(): string {
  return new Date().toISOString().replace(/\.\d+Z$/, 'Z');
}
