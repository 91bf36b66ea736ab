import { InvalidArgumentError } from '@commander-js/extra-typings';
import { examples, platformCommand } from '../base-command.ts';
import { onPlatform } from '../on-platform.ts';
import { readInstant, readZone } from './reclaim.ts';

/** A shop of a million orders, whose server is slow. */
const WITHIN_MS = 48 * 3_600_000;

/** `ponte reconcile` */
export function reconcileCommand() {
  return platformCommand('reconcile')
    .summary("compare a store's own orders with the ledger and with BonifiQ")
    .description(
      "Asks a store's own API for the orders that were changed since an instant, and tells of which the ledger lacks something: awards and reversals that no webhook told. Of their customers it compares what the ledger has posted with BonifiQ's history: what is not there, what BonifiQ gave by itself for the same purchases, and what nobody explains. With --apply, what the shop has is recorded, and posted at the account's pace. With --plan, what is proposed is written into a file, which can be edited, and which --apply <file> does. Changes of the last minutes are left to their webhooks.",
    )
    .argument('<store>', "a store's id in ponte.config.ts; its secret holds a key of the shop's API")
    .option(
      '--since <instant>',
      'changed at or after it, such as 2026-11-01T00:00:00-03:00, or awardFrom: since its orders earn points',
      readSince,
    )
    .option('--until <instant>', 'changed at or before it', readInstant)
    .option('--plan <file>', 'write what is proposed into a new file, one JSON object a line')
    .option('--apply [file]', 'record what is missing; with a file, do what its lines say')
    .option('--checkpoint <file>', 'keep in it how far the reading came, and go on there when called again')
    .option('--resume <place>', 'go on where a call before was cut off, which said so')
    .option('--no-bonifiq', 'ask BonifiQ nothing')
    .option('--zone <zone>', "the time zone of BonifiQ's times that say none, such as America/Sao_Paulo", readZone)
    .option('--rate <calls>', 'calls a second at BonifiQ, at most, while it shows no limit', readRate, 5)
    .addHelpText(
      'after',
      examples(
        ['./ponte reconcile my-shop --since 2026-11-01T00:00:00-03:00 --stage prod', 'tells'],
        [
          './ponte reconcile my-shop --since 2026-11-01T00:00:00-03:00 --stage prod --apply',
          "does what the shop's orders say",
        ],
        ['./ponte reconcile my-shop --since 2026-11-01T00:00:00-03:00 --stage prod --plan repairs.jsonl', 'proposes'],
        ['./ponte reconcile my-shop --stage prod --apply repairs.jsonl', 'does what was proposed'],
        ['./ponte reconcile my-shop --since awardFrom --stage prod --apply --checkpoint my-shop.json', 'a whole past'],
      ),
    )
    .action(async (store, { since, apply, ...options }, command) => {
      if (typeof apply === 'string') {
        if (since !== undefined || options.plan !== undefined) {
          command.error('error: --apply <file> does what the file says: name neither --since nor --plan');
        }
        const { applyFile } = await import('../reconcile/apply-file.ts');
        const choice = { ...options, store, file: apply };
        await onPlatform(options, (connection, deadline) => applyFile(connection, choice, deadline), WITHIN_MS);
        return;
      }
      if (since === undefined) return command.error("error: required option '--since <instant>' not specified");
      if (apply === true && options.plan !== undefined) command.error('error: name either --apply or --plan');
      const { reconcile } = await import('../reconcile.ts');
      const choice = { ...options, store, since, apply: apply === true };
      await onPlatform(options, (connection, deadline) => reconcile(connection, choice, deadline), WITHIN_MS);
    });
}

function readSince(text: string): number | 'awardFrom' {
  return text === 'awardFrom' ? text : readInstant(text);
}

function readRate(text: string): number {
  const rate = Number(text);
  if (rate > 0 && rate <= 1_000) return rate;
  throw new InvalidArgumentError('Write a number above 0, such as 5 or 0.5.');
}
