import { InvalidArgumentError } from '@commander-js/extra-typings';
import { examples, platformCommand } from '../base-command.ts';
import { onPlatform } from '../on-platform.ts';

/** `ponte pending` */
export function pendingCommand() {
  return platformCommand('pending')
    .summary('list what waits to be posted: for what, since when, until when')
    .description(
      'Lists what waits for its time and needs nobody: entries that a rule holds back, that are tried again or kept back, orders that are paid in the future; then accounts that are not called or paced, deliveries that wait for a store’s secret, and messages in the queues. What waits for a person is listed by ./ponte parked.',
    )
    .option('--limit <count>', 'read so many orders and awards at most', readCount, 1000)
    .addHelpText(
      'after',
      examples(
        ['./ponte pending', 'of the platform here'],
        ['./ponte pending --stage prod --json', 'one object a line'],
      ),
    )
    .action(async (options) => {
      const { listPending } = await import('../pending.ts');
      await onPlatform(options, (connection, deadline) => listPending(connection, options, deadline));
    });
}

function readCount(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new InvalidArgumentError('Write a whole number, such as 1000.');
  return Number(text);
}
