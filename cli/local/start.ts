import { setTimeout as sleep } from 'node:timers/promises';
import { atShop, putDelivered, subscribe } from '../../local/demo-shop.ts';
import { credentialsOf, demoCredentials, demoWooCommerce } from '../../local/demo-stores.ts';
import { vips } from '../../local/demo-story.ts';
import { readRunningConfig } from '../../local/endpoints.ts';
import { messageOf } from '../../local/message-of.ts';
import { type Platform, type PlatformOptions, startPlatform } from '../../local/platform.ts';
import { openPromotionDesk } from '../../local/promotion-desk.ts';
import { register } from '../../local/registry.ts';
import { demoShops } from '../../local/shops.ts';
import { StateInUseError } from '../../local/state-lock.ts';
import { startWooCommerceShop, type WooCommerceShop } from '../../sandbox/shops/woocommerce-shop.ts';
import { Failure } from '../failure.ts';
import { stopSignal } from '../stop-signal.ts';
import { complain, inLines, print, shown } from '../terminal.ts';
import { timesOf } from '../times.ts';
import type { ChosenShops } from './choose-shops.ts';
import { createPlatformLog, type LogStyle, type PlatformLog } from './platform-log.ts';

export interface StartOptions {
  /** 0: any free port. */
  readonly port: number;
  /** A directory, or `memory`. */
  readonly state: string;
  readonly posting: 'on' | 'off';
  readonly shops: ChosenShops;
  /** Only JSON, one object a line. */
  readonly json: boolean;
  /** A points API in place of the sandbox. */
  readonly api: { readonly baseUrl: string; readonly credentials?: PlatformOptions['bonifiq'] } | null;
}

const STOP_WITHIN_MS = 10_000;

/** Runs the local platform until a signal. Resolves to the exit code: 0 when everything stopped in time. */
export async function runLocalPlatform(options: StartOptions): Promise<0 | 1> {
  const shop = options.shops.hasDemo ? await startWooCommerceShop() : null;
  try {
    return await runBeside(shop, options);
  } finally {
    await shop?.close();
  }
}

async function runBeside(shop: WooCommerceShop | null, options: StartOptions): Promise<0 | 1> {
  const stopped = stopSignal();
  let isStopped = false;
  void stopped.then(() => {
    isStopped = true;
  });
  const log = createPlatformLog(styleOf(options), print);
  const platform = await start(options, log, shop).catch((error: unknown) => {
    // Ctrl-C on a terminal reaches what bundles the functions, too.
    if (isStopped) return null;
    throw error;
  });
  if (platform === null) {
    complain('Stopped before it was ready.');
    return 0;
  }
  if (options.shops.hasDemo) await putVips(platform);
  if (shop !== null) subscribe(shop, platform.url);
  const withdraw = announce(options.state, platform);
  const times = timesOf(readRunningConfig(platform.directory).stores);
  const file = log.begin(platform.directory, times);
  print(options.json ? readinessAsJson(platform, options, file) : readiness(platform, options, { file, shop }));
  await stopped;
  if (!options.json) print('Stopping …');
  withdraw();
  return await stop(platform);
}

async function stop(platform: Platform): Promise<0 | 1> {
  const late = sleep(STOP_WITHIN_MS, 'not everything stopped in time', { ref: false });
  const stopped = platform.stop().then(() => null, messageOf);
  const problem = await Promise.race([stopped, late]);
  if (problem !== null) complain(problem);
  return problem === null ? 0 : 1;
}

/** Whoever reads it on a terminal is no program. */
function styleOf({ json }: StartOptions): LogStyle {
  if (json) return 'json';
  return process.stdout.isTTY ? 'words' : 'lines';
}

async function start(
  { port, state, posting, shops, api }: StartOptions,
  log: PlatformLog,
  shop: WooCommerceShop | null,
): Promise<Platform> {
  const chosen = shops.shops ?? (() => demoShops);
  try {
    return await startPlatform({
      port,
      state,
      posting,
      shops: (directory) => (shop === null ? chosen(directory) : atShop(chosen(directory), shop, 'watch')),
      ...(api !== null && { bonifiqBaseUrl: api.baseUrl }),
      ...(api?.credentials !== undefined && { bonifiq: api.credentials }),
      log: log.log,
      delivered(delivery) {
        if (shop !== null) putDelivered(shop, delivery);
        log.delivered(delivery);
      },
    });
  } catch (error) {
    throw new Failure(whyNot(error, port));
  }
}

function whyNot(error: unknown, port: number): string {
  if (error instanceof StateInUseError) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return `Port ${port} is in use. Choose another with PORT, such as PORT=${port + 1} npm start; PORT=0 picks a free one.`;
  }
  return `Ponte could not be started: ${messageOf(error)}`;
}

/** So that commands find the platform by themselves. A checkout that cannot be written to keeps no platform from starting. */
function announce(state: string, { directory }: Platform): () => void {
  try {
    return register(state, directory);
  } catch (error) {
    complain(shown`./ponte finds this platform only by --state ${directory}: ${messageOf(error)}`);
    return () => undefined;
  }
}

/** So that there is a promotion to try; a file that somebody has put there since stays. */
async function putVips({ services }: Platform): Promise<void> {
  const desk = openPromotionDesk(services);
  await desk.putAudienceIfAbsent('vip.csv', vips);
  desk.close();
}

/** One object, for a program. */
function readinessAsJson(
  { url, bonifiqBaseUrl, services, directory }: Platform,
  { shops }: StartOptions,
  log: string,
): string {
  const stores = services.stores.map(({ id, platform, webhookSecret }) => ({
    id,
    webhooks: `${url}/webhooks/${platform}/${id}`,
    ...(shops.own.includes(id) && { secret: webhookSecret }),
  }));
  return JSON.stringify({ what: 'ready', url, stores, points: bonifiqBaseUrl, state: directory, log });
}

function readiness(
  { url, sandbox, bonifiqBaseUrl, services, aheadMs }: Platform,
  { shops, api }: StartOptions,
  { file: log, shop }: { readonly file: string; readonly shop: WooCommerceShop | null },
) {
  const [account = ''] = shops.accounts;
  const { username, password } = credentialsOf(account);
  const webhooks = services.stores.map(({ id, platform, webhookSecret }) => {
    const secret = shops.own.includes(id) ? `   secret ${webhookSecret}` : '';
    return `  webhooks   ${url}/webhooks/${platform}/${id}${secret}`;
  });
  const points =
    sandbox === null
      ? [
          `  points     ${bonifiqBaseUrl} is called, as ${api?.credentials?.username ?? `${demoCredentials.username}.<account>`}`,
        ]
      : [
          `  points     the BonifiQ sandbox at ${bonifiqBaseUrl}`,
          `  balances   ${bonifiqBaseUrl}/sandbox/state for all, or for one customer of the account ${account} as BonifiQ documents it:`,
          `             curl -u ${username}:${password} ${bonifiqBaseUrl}/v1/pvt/Customer/ana.souza%40example.com/points`,
        ];
  const [own] = shops.own;
  const tries = [
    ...(own === undefined
      ? []
      : [
          `  try        ./ponte send <file> --store ${own}      signs a payload of yours, or a folder of them, as ${own}`,
        ]),
    ...(shops.hasDemo
      ? [
          '  try        ./ponte send orders-paid',
          '             ./ponte promotions run vip',
          `             ./ponte webhooks ${demoWooCommerce.id}`,
          `             ./ponte reconcile ${demoWooCommerce.id} --since 2025-01-01T00:00:00Z`,
        ]
      : []),
    '             ./ponte listen, in another terminal: each delivery in words',
  ];
  const clock =
    aheadMs() === 0 ? [] : [`  clock      ${new Date(Date.now()).toISOString()}: moved ahead by ./ponte clock`];
  return inLines([
    `Ponte is ready at ${url}`,
    `  stores     ${shops.told}`,
    ...webhooks,
    ...(shop === null
      ? []
      : [
          `  shop       ${shop.url}, an emulated WooCommerce: the API of ${demoWooCommerce.id}, which has what is sent to it`,
        ]),
    ...points,
    ...clock,
    `  log        ${log}: every line of the functions, whole`,
    ...tries,
  ]);
}
