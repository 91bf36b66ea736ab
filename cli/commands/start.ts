import { Command, Option } from '@commander-js/extra-typings';
import { setting } from '../../local/setting.ts';
import { isBaseUrl } from '../../src/shared/base-url.ts';
import { examples } from '../base-command.ts';
import { projectPath } from '../project.ts';
import { readPort } from '../read-port.ts';

/** `ponte start`, and `npm start` */
export function startCommand() {
  return new Command('start')
    .summary('run Ponte on this machine, until Ctrl-C')
    .description(
      "Runs Ponte on this machine until Ctrl-C: the built functions behind an HTTP endpoint, with emulated AWS services and the BonifiQ sandbox. It serves the stores of ponte.config.ts once that names a shop of yours, and the demo's beside them. npm start is the same.",
    )
    .addOption(new Option('--port <port>', '0 picks a free one').env('PORT').default(3000).argParser(readPort))
    .addOption(new Option('--state <directory>', 'where state is kept; memory keeps none').env('PONTE_STATE'))
    .option('--config <file>', 'a configuration in place of ponte.config.ts')
    .option(
      '--store-apis <file>',
      'keys of the APIs of your shops, as JSON: {"my-shop":{"consumerKey":"ck_…","consumerSecret":"cs_…"}}',
    )
    .option('--demo', "the demo's stores alone", false)
    .addOption(
      new Option('--posting <posting>', 'off: everything is recorded and nothing posted')
        .env('PONTE_POSTING')
        .choices(['on', 'off'] as const)
        .default('on' as const),
    )
    .option(
      '--bonifiq <env file>',
      'call a real BonifiQ tenant with the BONIFIQ_USERNAME and BONIFIQ_PASSWORD of this file, and BONIFIQ_BASE_URL if it names one; asks first',
    )
    .option('--json', 'only JSON, one object a line: where it is, and what its functions write', false)
    .option('--yes', 'with --bonifiq: do not ask', false)
    .addHelpText(
      'after',
      `
BONIFIQ_BASE_URL in the environment names a points API in place of the sandbox.
${examples(
  ['./ponte start', 'on port 3000, with its state in .ponte'],
  ['./ponte start --port 0 --state memory', 'another one, beside it'],
  ['./ponte start --config ponte.test.config.ts', "those shops, and the demo's"],
  ['./ponte start --store-apis shops.json', 'and reconciles them with the orders of their shops'],
  ['./ponte start --bonifiq .env.bonifiq', "your shops' points, for real"],
)}`,
    )
    .action(async (options, command) => {
      const baseUrl = setting('BONIFIQ_BASE_URL');
      if (baseUrl !== undefined && !isBaseUrl(baseUrl)) {
        command.error(`error: BONIFIQ_BASE_URL is "${baseUrl}"; write it as https://api.bonifiq.com.br`);
      }
      if (options.demo && (options.config ?? options.bonifiq ?? options.storeApis) !== undefined) {
        command.error('error: --demo runs neither a configuration nor a real tenant, and asks no shop of yours');
      }
      const { chooseShops } = await import('../local/choose-shops.ts');
      const { realTenant, refuseTenantState } = await import('../local/real-tenant.ts');
      const { runLocalPlatform } = await import('../local/start.ts');
      const shops = await chooseShops({ ...options, withoutDemo: options.bonifiq !== undefined });
      const state = options.state ?? projectPath('.ponte');
      if (options.bonifiq === undefined) refuseTenantState(state);
      const real = options.bonifiq === undefined ? null : await realTenant(options.bonifiq, { ...options, shops });
      const api = real ?? (baseUrl === undefined ? null : { baseUrl });
      process.exit(await runLocalPlatform({ ...options, state: real?.state ?? state, shops, api }));
    });
}
