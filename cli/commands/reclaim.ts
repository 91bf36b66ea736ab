import { InvalidArgumentError } from '@commander-js/extra-typings';
import { isTimeZone } from '../../src/shared/local-time.ts';
import { examples, platformCommand } from '../base-command.ts';
import { onPlatform } from '../on-platform.ts';

/** It asks for one customer after the other, and goes on with `--after`. */
const WITHIN_MS = 12 * 3_600_000;

/** `ponte reclaim` */
export function reclaimCommand() {
  return platformCommand('reclaim')
    .summary('after the ledger was restored: write what BonifiQ has of its orders and it has not')
    .description(
      "After the ledger was restored: writes what BonifiQ has of its orders and it has not, from the customers' points histories, with posting switched off. Tells only, without --apply. docs/recovery.md walks through it.",
    )
    .argument('[id]', 'an order of which somebody saw in BonifiQ what it has; with --points')
    .requiredOption(
      '--since <instant>',
      'the moment that the ledger was restored to, such as 2026-11-30T12:00:00Z',
      readInstant,
    )
    .requiredOption('--until <instant>', 'when the functions were stopped', readInstant)
    .option('--store <store>', "this store's orders only")
    .option('--all', 'orders, too, of which nothing was heard since; that asks for every customer', false)
    .option('--zone <zone>', "the time zone of BonifiQ's times that say none, such as America/Sao_Paulo", readZone)
    .option(
      '--trust-titles',
      'what bears another title in the history than customerReason was not given by Ponte',
      false,
    )
    .option('--after <id>', 'go on after this order, as the line of progress says')
    .option('--points <points>', 'all changes of the order since then, such as --points=70,-30, or none', readPoints)
    .option('--apply', 'write it', false)
    .addHelpText(
      'after',
      examples(
        ['./ponte reclaim --since 2026-11-30T12:00:00Z --until 2026-11-30T14:00:00Z --stage prod', 'tells'],
        ['./ponte reclaim my-shop/5001 --points=70,-30 --since … --until … --apply', 'one order, as decided'],
      ),
    )
    .action(async (id, options, command) => {
      const { since: sinceMs, until: untilMs } = options;
      if (sinceMs >= untilMs) command.error('error: --since has to be before --until');
      if ((id === undefined) !== (options.points === undefined)) {
        command.error('error: name one id together with --points, or neither');
      }
      const { reclaim } = await import('../reclaim.ts');
      await onPlatform(
        options,
        (connection, deadline) => reclaim(connection, { ...options, sinceMs, untilMs, id }, deadline),
        WITHIN_MS,
      );
    });
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** Milliseconds of an instant that names its offset. */
export function readInstant(text: string): number {
  const ms = INSTANT.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(ms)) throw new InvalidArgumentError('Write it as 2026-11-30T12:00:00Z.');
  return ms;
}

/** A time zone by its name. */
export function readZone(text: string): string {
  if (!isTimeZone(text)) throw new InvalidArgumentError('Write a name such as America/Sao_Paulo.');
  return text;
}

function readPoints(text: string): readonly number[] {
  if (text === 'none') return [];
  if (/^-?[1-9]\d{0,9}(?:,-?[1-9]\d{0,9})*$/.test(text)) return text.split(',').map(Number);
  throw new InvalidArgumentError('Write whole numbers, such as --points=70,-30, or none.');
}
