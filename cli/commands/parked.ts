import { examples, platformCommand } from '../base-command.ts';
import { onPlatform } from '../on-platform.ts';

/** `ponte parked` */
export function parkedCommand() {
  return platformCommand('parked')
    .summary('list what waits for a person')
    .description(
      'Lists what waits for a person, and points that customers had spent before they could be taken back: since when, why, and what to do.',
    )
    .addHelpText(
      'after',
      examples(['./ponte parked', 'of the platform here'], ['./ponte parked --stage prod --json', 'one object a line']),
    )
    .action(async (options) => {
      const { listParked } = await import('../parked.ts');
      await onPlatform(options, (connection, deadline) => listParked(connection, options, deadline));
    });
}
