import { Option } from '@commander-js/extra-typings';
import { examples, platformCommand } from '../base-command.ts';
import { EXPORT_FORMATS } from '../export/export-format.ts';
import { onPlatform } from '../on-platform.ts';
import { readInstant } from './reclaim.ts';

/** A whole table of many millions of orders. */
const WITHIN_MS = 12 * 3_600_000;

/** `ponte export` */
export function exportCommand() {
  return platformCommand('export')
    .summary('write every entry of the ledger, one a line')
    .description(
      'Writes every entry of the ledger, one a line, as JSON objects or as CSV, and without personal data unless --with-customers asks for it. It is written while it is read, in no order that means anything. docs/personal-data.md describes the columns.',
    )
    .option('--since <instant>', 'entries planned at or after it, such as 2026-11-01T00:00:00-03:00', readInstant)
    .option('--store <store>', "this store's entries only")
    .option('--customer <ids...>', "one customer's entries only: e-mail address, document, the platform's number")
    .option('--request <id>', 'the entries that a parked request is about, as `parked` lists it')
    .addOption(
      new Option('--format <format>', 'JSON Lines or CSV of entries; or whole orders, for ./ponte simulate --ledger')
        .choices(EXPORT_FORMATS)
        .default('jsonl' as const),
    )
    .option('--with-customers', 'columns that name customers, too', false)
    .option('--after <id>', 'go on after this record, as an interrupted export tells')
    .addHelpText(
      'after',
      examples(
        ['./ponte export --stage prod > entries.jsonl', 'all of a stage'],
        ['./ponte export --format csv > entries.csv', 'for a spreadsheet'],
        ['./ponte export --since 2026-11-01T00:00:00-03:00 > november.jsonl', 'what was planned since'],
        ['./ponte export --format orders --stage prod > orders.jsonl', 'to try rules on, here or elsewhere'],
        ['./ponte export --customer ana@example.com --with-customers', 'what the ledger has of a person'],
      ),
    )
    .action(async (options, command) => {
      const { since: sinceMs, ...rest } = options;
      if (options.customer !== undefined && options.request !== undefined) {
        command.error('error: say --customer or --request');
      }
      if (options.json && options.format === 'csv') command.error('error: say --json or --format csv');
      const { exportLedger } = await import('../export.ts');
      const choice = { ...rest, ...(sinceMs !== undefined && { sinceMs }) };
      await onPlatform(options, (connection, deadline) => exportLedger(connection, choice, deadline), WITHIN_MS);
    });
}
