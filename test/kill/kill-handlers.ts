import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { bundleHandlers } from '../../build/bundle-handlers.ts';
import { createTableIfAbsent } from '../../local/dynamodb/create-table.ts';
import { dynamoDbClient } from '../emulators/dynamodb.ts';
import { createRandom, type Random } from '../laws/histories/random.ts';
import { changesIn } from './changes-in.ts';
import { type Child, startChild } from './child.ts';
import { environmentSchema } from './child-side.ts';
import { drain } from './drain.ts';
import { historiesOf } from './histories.ts';
import { injectFaults } from './inject-faults.ts';
import config from './kill.config.ts';
import { laterBundles } from './later-bundles.ts';
import { ledgerEntries } from './ledger-entries.ts';
import { startLedgerService } from './ledger-service.ts';
import { startLoad } from './load.ts';
import { type KillReport, lifetimes } from './report.ts';
import { judge } from './verdict.ts';
import { countWaiting } from './waiting-orders.ts';

export interface KillOptions {
  /** How many have to be acknowledged under fire. */
  readonly deliveries: number;
  /** How often something has to be killed meanwhile, at least. */
  readonly kills: number;
  readonly seed: number;
  /** Progress, in words. */
  readonly tell: (text: string) => void;
}

const TABLE_NAME = 'ponte-kill';
const SECRET_PREFIX = 'ponte/kill/';
const PROCESSES = 3;
const LANES = 16;
/** Between two kills, at random: up to so many times as long as a process takes to start, so that a slow machine does more than that. */
const SHORTEST_MS = 100;
const LONGEST_STARTS = 6;
/** A message that a killed process had received comes again after this. */
const VISIBILITY_TIMEOUT_SECONDS = 10;

type Handlers = Child<{ url: string }>;

/** Kills processes of the handlers again and again under load, while the services that they use run on in their own. */
export async function killHandlers({ deliveries, kills, seed, tell }: KillOptions): Promise<KillReport> {
  const begunAtMs = Date.now();
  const directory = await mkdtemp(join(tmpdir(), 'ponte-kill-'));
  const bundles = join(directory, 'bundles');
  const journal = join(directory, 'sandbox.jsonl');
  const ledger = await startLedgerService();
  const services = await startServices(journal);
  const client = dynamoDbClient(ledger.endpoint);
  const environment = {
    ...services.ready.environment,
    ...{ AWS_ENDPOINT_URL_DYNAMODB: ledger.endpoint, TABLE_NAME, SECRET_PREFIX },
  };
  const start = (from: string) =>
    startChild('handlers-process.ts', { bundles: from, environment }, z.object({ url: z.url() }));
  try {
    await createTableIfAbsent(client, TABLE_NAME);
    await bundleHandlers({ config: 'test/kill/kill.config.ts', outDirectory: bundles });

    const random = createRandom(seed);
    const fleet = await startFleet(createRandom(seed + 1), () => start(bundles));
    const faults = injectFaults(createRandom(seed + 2), () => services.ready.sandboxUrl);
    const loadBegunAtMs = Date.now();
    const load = startLoad({
      ...{ deliveries, lanes: LANES, nextHistory: historiesOf(config.stores, random), secretOf: webhookSecret },
      url: fleet.anyUrl,
      isEnough: () => fleet.lifetimesMs.length >= kills,
    });
    const telling = setInterval(
      () => tell(`${load.acknowledged} of ${deliveries} acknowledged, ${fleet.lifetimesMs.length} kills`),
      1_000,
    );
    await load.done.finally(() => clearInterval(telling));
    const loadMs = Date.now() - loadBegunAtMs;
    await faults.stop();
    const killedUnderLoad = [...fleet.lifetimesMs];
    await fleet.end();

    const leftByLoad = await countWaiting(client, TABLE_NAME);
    const left = await drain({
      left: leftByLoad,
      startLater: async (aheadMs) => {
        const later = await laterBundles(bundles, aheadMs);
        const started = await Promise.all(Array.from({ length: PROCESSES }, () => start(later)));
        return async () => void (await Promise.all(started.map((one) => one.kill())));
      },
      countWaiting: () => countWaiting(client, TABLE_NAME),
      tell,
    });
    const entries = await ledgerEntries(client, TABLE_NAME);
    await services.kill();
    return {
      ...{ killed: 'handlers', seed, dynamoDb: ledger.kind },
      ...{ acknowledged: load.acknowledged, sentAgain: load.sentAgain, apiFaults: faults.met },
      ...{ kills: killedUnderLoad.length, lifetimesMs: lifetimes(killedUnderLoad) },
      ...{ leftByLoad, left, verdict: judge(load.orders, changesIn(journal), entries) },
      ...{ loadMs, tookMs: Date.now() - begunAtMs },
    };
  } finally {
    client.destroy();
    await services.kill();
    await ledger.close();
    await rm(directory, { recursive: true, force: true });
  }
}

function startServices(journal: string) {
  const credentials = { username: 'kill', password: 'made-up' };
  const secrets = Object.fromEntries(
    config.stores.map(({ id }) => [
      SECRET_PREFIX + id,
      JSON.stringify({ bonifiq: credentials, webhookSecrets: [webhookSecret(id)] }),
    ]),
  );
  return startChild(
    'services-process.ts',
    { journal, secrets, credentials, visibilityTimeoutSeconds: VISIBILITY_TIMEOUT_SECONDS },
    z.object({ sandboxUrl: z.url(), environment: environmentSchema }),
  );
}

/** Several processes of the handlers, of which one is killed at random times and replaced, until `end` kills them all. */
async function startFleet(random: Random, start: () => Promise<Handlers>) {
  const living = new Map<Handlers, number>();
  const lifetimesMs: number[] = [];
  const ending = new AbortController();
  const { signal } = ending;
  let startMs = 0;
  const one = async () => {
    const begunAtMs = Date.now();
    living.set(await start(), begunAtMs);
    startMs = Date.now() - begunAtMs;
  };
  const any = () => [...living.keys()][random.int(0, living.size - 1)];
  await Promise.all(Array.from({ length: PROCESSES }, one));

  async function run(): Promise<void> {
    const starting = new Set<Promise<void>>();
    while (!signal.aborted) {
      await sleep(random.int(SHORTEST_MS, LONGEST_STARTS * startMs), undefined, { signal }).catch(() => undefined);
      const victim = any();
      if (signal.aborted || victim === undefined) continue;
      lifetimesMs.push(Date.now() - (living.get(victim) ?? 0));
      living.delete(victim);
      await victim.kill();
      const next = one();
      starting.add(next);
      void next.finally(() => starting.delete(next));
    }
    await Promise.all(starting);
  }

  const running = run();
  return {
    lifetimesMs: lifetimesMs as readonly number[],
    anyUrl: () => any()?.ready.url ?? null,
    async end() {
      ending.abort();
      await running;
      await Promise.all([...living.keys()].map((handlers) => handlers.kill()));
    },
  };
}

function webhookSecret(store: string): string {
  return `made-up-secret-of-${store}`;
}
