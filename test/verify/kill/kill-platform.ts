import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import demo from '../../../local/demo.config.ts';
import { demoStores } from '../../../local/demo-stores.ts';
import { startDynamoDb } from '../../../local/dynamodb/start-dynamodb.ts';
import { readEndpoints } from '../../../local/endpoints.ts';
import { functionsIn } from '../../../local/functions.ts';
import { startPlatform, TABLE_NAME } from '../../../local/platform.ts';
import { dynamoDbClient } from '../../support/emulators/dynamodb.ts';
import { createRandom, type Random } from '../laws/histories/random.ts';
import { changesIn } from './changes-in.ts';
import { drain } from './drain.ts';
import { historiesOf } from './histories.ts';
import { injectFaults } from './inject-faults.ts';
import type { KillOptions } from './kill-handlers.ts';
import { laterBundles } from './later-bundles.ts';
import { ledgerEntries } from './ledger-entries.ts';
import { soFar, startLoad } from './load.ts';
import { type KillReport, lifetimes } from './report.ts';
import { type RunningPlatform, runPlatform } from './running-platform.ts';
import { judge } from './verdict.ts';
import { countWaiting } from './waiting-orders.ts';

const LANES = 8;
const SHORTEST_MS = 100;
/** Now and then it is killed while it starts. */
const WHILE_STARTING = 0.2;

/** Kills the whole local platform again and again under load, with all that it emulates, and restarts it on the same state. */
export async function killPlatform(options: KillOptions): Promise<KillReport> {
  const { deliveries, histories, kills, longestStarts, seed, emit } = options;
  const begunAtMs = Date.now();
  const state = await mkdtemp(join(tmpdir(), 'ponte-kill-'));
  const killing = killAgainAndAgain(createRandom(seed + 1), longestStarts, () => runPlatform(state));
  try {
    const faults = injectFaults(createRandom(seed + 2), () => killing.platform().sandboxUrl);
    const load = startLoad({
      deliveries,
      histories,
      lanes: LANES,
      nextHistory: historiesOf(demo.stores, createRandom(seed)),
      secretOf,
      url: () => killing.platform().url,
      isEnough: () => killing.lifetimesMs.length >= kills,
    });
    const telling = setInterval(() => emit(soFar(load, options, killing.lifetimesMs.length)), 1_000);
    let loadMs = 0;
    try {
      await Promise.race([load.done, killing.failed]);
    } finally {
      loadMs = Date.now() - begunAtMs;
      clearInterval(telling);
      await faults.stop();
      await killing.end();
    }

    const leftByLoad = await inStoppedLedger(state, countWaiting);
    let endpoint = '';
    const left = await drain({
      left: leftByLoad,
      async startLater(aheadMs) {
        const functions = functionsIn(await laterBundles(join(state, 'bundles'), aheadMs));
        const platform = await startPlatform({ port: 0, state, functions, log: () => undefined });
        endpoint = readEndpoints(state)?.dynamoDb ?? '';
        return platform.stop;
      },
      countWaiting: () => inLedger(endpoint, countWaiting),
      emit,
    });
    const entries = await inStoppedLedger(state, ledgerEntries);
    return {
      killed: 'platform',
      seed,
      dynamoDb: 'dynalite',
      acknowledged: load.acknowledged,
      histories: load.histories,
      sentAgain: load.sentAgain,
      apiFaults: faults.met,
      kills: killing.lifetimesMs.length,
      lifetimesMs: lifetimes(killing.lifetimesMs),
      leftByLoad,
      left,
      verdict: judge(load.orders, changesIn(join(state, 'sandbox.jsonl')), entries),
      loadMs,
      tookMs: Date.now() - begunAtMs,
    };
  } finally {
    await killing.end();
    await rm(state, { recursive: true, force: true });
  }
}

function secretOf(store: string): string {
  return demoStores.find(({ id }) => id === store)?.webhookSecret ?? '';
}

type ReadLedger<T> = (client: DynamoDBClient, tableName: string) => Promise<T>;

/** Reads the ledger of a platform that does not run. */
async function inStoppedLedger<T>(state: string, read: ReadLedger<T>): Promise<T> {
  const dynalite = await startDynamoDb({ path: join(state, 'dynamodb') });
  try {
    return await inLedger(dynalite.endpoint, read);
  } finally {
    await dynalite.close();
  }
}

async function inLedger<T>(endpoint: string, read: ReadLedger<T>): Promise<T> {
  const client = dynamoDbClient(endpoint);
  try {
    return await read(client, TABLE_NAME);
  } finally {
    client.destroy();
  }
}

/** Starts a platform, kills it at a random time, and starts the next one, until `end` kills the last one. */
function killAgainAndAgain(random: Random, longestStarts: number, start: () => RunningPlatform) {
  const lifetimesMs: number[] = [];
  const { promise: ended, resolve: end } = Promise.withResolvers<'ended'>();
  let isOver = false;
  let startMs = 1_000;
  let platform = start();

  async function run(): Promise<void> {
    for (;;) {
      const begunAtMs = Date.now();
      const whileStarting = random.chance(WHILE_STARTING);
      if (!whileStarting) {
        await Promise.race([platform.ready, ended]);
        startMs = Date.now() - begunAtMs;
      }
      const maxMs = whileStarting ? startMs : longestStarts * startMs;
      await Promise.race([sleep(random.int(SHORTEST_MS, maxMs), undefined, { ref: false }), ended]);
      await platform.kill();
      if (isOver) return;
      lifetimesMs.push(Date.now() - begunAtMs);
      platform = start();
    }
  }

  const running = run();
  return {
    lifetimesMs: lifetimesMs as readonly number[],
    platform: () => platform,
    /** Rejects when one ends by itself. */
    failed: running,
    async end() {
      isOver = true;
      end('ended');
      await running;
    },
  };
}
