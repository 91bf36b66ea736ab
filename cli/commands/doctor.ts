import { examples, platformCommand } from '../base-command.ts';
import { onPlatform } from '../on-platform.ts';

/** `ponte doctor` */
export function doctorCommand() {
  return platformCommand('doctor')
    .summary('look whether all that Ponte needs is there and right')
    .description(
      'Looks at the configuration, secrets, table, queues, schedules and alarms, at the clock, at BonifiQ with these credentials, at the webhooks of shops where their API may be asked, and sends each store a signed delivery that records nothing. Tells what it found, what follows from it, and what to do.',
    )
    .option('--no-probe', 'send nothing to the webhooks’ URL')
    .addHelpText(
      'after',
      examples(
        ['./ponte doctor', 'of the platform here'],
        ['./ponte doctor --stage prod --json', 'one finding a line'],
      ),
    )
    .action(async (options) => {
      const { doctor } = await import('../doctor.ts');
      await onPlatform(options, (connection, deadline) => doctor(connection, options, deadline));
    });
}
