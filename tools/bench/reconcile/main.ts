import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startPlatform } from '../../../local/platform.ts';
import { readOptions } from '../../../local/read-options.ts';
import { giveKey, SHOP_STORE, shopsAt } from '../../../test/support/shop-platform.ts';
import { startMadeHistories, startMadeLedger, startMadeShop } from './made-orders.ts';

const HELP = `Has ./ponte reconcile read a shop of many orders, and says how long it takes, what it asks, and how much memory it has
meanwhile. Shop, ledger and BonifiQ are made up, and answer over HTTP; one order in a hundred is missing in the ledger.

  npm run bench:reconcile -- [--orders N] [--bonifiq] [--json]

  --orders N   so many orders (default 200000)
  --bonifiq    compares their customers with BonifiQ, too, each of an order of its own
  --json       the figures as JSON

Nothing is demanded of the figures: machines differ.`;

const { values } = readOptions('npm run bench:reconcile', {
  options: {
    orders: { type: 'string', default: '200000' },
    bonifiq: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const MB = 1_048_576;

if (values.help) console.log(HELP);
else await measure(Number(values.orders));

async function measure(count: number): Promise<void> {
  const orders = { count, firstChangedAtMs: (Math.floor(Date.now() / 1_000) - count - 3_600) * 1_000 };
  const shop = await startMadeShop(orders);
  const shops = shopsAt(shop.url);
  const [store] = shops.config.stores;
  if (store === undefined) throw new Error('no store');
  const ledger = await startMadeLedger(store);
  const histories = await startMadeHistories();
  const state = mkdtempSync(join(tmpdir(), 'ponte-reconcile-'));
  const platform = await startPlatform({
    port: 0,
    state,
    sweeps: false,
    reconciles: false,
    dynamoDb: { endpoint: ledger.url },
    bonifiqBaseUrl: histories.url,
    shops: () => shops,
    log: () => undefined,
  });
  try {
    await giveKey(platform.services);
    const before = ledger.requests();
    const since = new Date(orders.firstChangedAtMs - 1_000).toISOString();
    const told = await run(state, [
      'reconcile',
      SHOP_STORE,
      '--since',
      since,
      '--rate',
      '1000',
      '--json',
      ...(values.bonifiq ? [] : ['--no-bonifiq']),
    ]);
    const figures = {
      orders: count,
      found: told.lines,
      seconds: Math.round(told.ms / 100) / 10,
      callsOfShop: shop.requests(),
      callsOfLedger: ledger.requests() - before,
      callsOfBonifiq: histories.requests(),
      megabytes: told.megabytes,
    };
    console.log(values.json ? JSON.stringify(figures) : inWords(figures));
    process.exitCode = told.exitCode === 1 ? 0 : 1;
  } finally {
    await platform.stop();
    for (const one of [shop, ledger, histories]) one.close();
    rmSync(state, { recursive: true, force: true });
  }
}

interface Told {
  readonly exitCode: number | null;
  readonly lines: number;
  readonly ms: number;
  /** Resident memory, after each tenth of the time. */
  readonly megabytes: readonly number[];
}

/** The command as a process of its own, watched from outside. */
async function run(state: string, words: readonly string[]): Promise<Told> {
  const root = resolve(import.meta.dirname, '../../..');
  const beganMs = performance.now();
  const child = spawn(process.execPath, [join(root, 'cli/ponte.ts'), ...words], {
    env: { ...process.env, PONTE_STATE: state },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let lines = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    for (const byte of chunk) if (byte === 10) lines += 1;
  });
  const samples: number[] = [];
  const timer = setInterval(() => samples.push(residentOf(child.pid)), 250);
  const exitCode = await new Promise<number | null>((done) => child.on('close', done));
  clearInterval(timer);
  const seen = samples.filter((bytes) => bytes > 0);
  const megabytes = Array.from({ length: 10 }, (_, tenth) =>
    Math.round((seen[Math.floor((tenth * seen.length) / 10)] ?? 0) / MB),
  );
  return { exitCode, lines, ms: performance.now() - beganMs, megabytes };
}

/** 0 where the system does not say, or the process has gone. */
function residentOf(pid: number | undefined): number {
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1_024;
  } catch {
    return 0;
  }
}

function inWords({
  orders,
  found,
  seconds,
  callsOfShop,
  callsOfLedger,
  callsOfBonifiq,
  megabytes,
}: Record<string, unknown>): string {
  return [
    `${orders} orders read in ${seconds} s, ${found} found`,
    `calls: ${callsOfShop} of the shop, ${callsOfLedger} of the ledger, ${callsOfBonifiq} of BonifiQ`,
    `memory in MB, by tenths of the time: ${String(megabytes).replaceAll(',', ' ')}`,
  ].join('\n');
}
