import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { bundleHandlers } from '../../../build/bundle-handlers.ts';
import { createTableIfAbsent } from '../../../local/dynamodb/create-table.ts';
import { dynamoDbClient } from '../../support/emulators/dynamodb.ts';
import { createRandom } from '../laws/histories/random.ts';
import { changesIn } from './changes-in.ts';
import { startChild } from './child.ts';
import { environmentSchema } from './child-side.ts';
import { drain } from './drain.ts';
import { startFleet } from './fleet.ts';
import { historiesOf } from './histories.ts';
import { injectFaults } from './inject-faults.ts';
import config from './kill.config.ts';
import { laterBundles } from './later-bundles.ts';
import { ledgerEntries } from './ledger-entries.ts';
import { startLedgerService } from './ledger-service.ts';
import { soFar, startLoad } from './load.ts';
import { type KillReport, lifetimes } from './report.ts';
import { judge } from './verdict.ts';
import { countWaiting } from './waiting-orders.ts';

export interface KillOptions {
  /** How many have to be acknowledged under fire. */
  readonly deliveries: number;
  /** How many histories have to be sent whole, at least. */
  readonly histories: number;
  /** How often something has to be killed meanwhile, at least; 0 when nothing is to be killed. */
  readonly kills: number;
  /** The longest time from one kill to the next, in times that what is killed takes to start: a slow machine gets something done, too. */
  readonly longestStarts: number;
  readonly seed: number;
  /** Progress, in words. */
  readonly emit: (text: string) => void;
}

const TABLE_NAME = 'ponte-kill';
const SECRET_PREFIX = 'ponte/kill/';
const PROCESSES = 3;
const LANES = 16;
/** A message that a killed process had received comes again after this. */
const VISIBILITY_TIMEOUT_SECONDS = 10;

/** Kills processes of the handlers again and again under load, while the services that they use run on in their own. */
export async function killHandlers(options: KillOptions): Promise<KillReport> {
  const { deliveries, histories, kills, longestStarts, seed, emit } = options;
  const begunAtMs = Date.now();
  const directory = await mkdtemp(join(tmpdir(), 'ponte-kill-'));
  const bundles = join(directory, 'bundles');
  const journal = join(directory, 'sandbox.jsonl');
  const ledger = await startLedgerService();
  const services = await startServices(journal);
  const client = dynamoDbClient(ledger.endpoint);
  const environment = {
    ...services.ready.environment,
    AWS_ENDPOINT_URL_DYNAMODB: ledger.endpoint,
    TABLE_NAME,
    SECRET_PREFIX,
  };
  const { deadLettersUrl } = services.ready;
  const start = (from: string) =>
    startChild('handlers-process.ts', { bundles: from, deadLettersUrl, environment }, z.object({ url: z.url() }));
  try {
    await createTableIfAbsent(client, TABLE_NAME);
    await bundleHandlers({ config: 'test/verify/kill/kill.config.ts', outDirectory: bundles });

    const random = createRandom(seed + 1);
    const fleet = await startFleet({
      random,
      size: PROCESSES,
      isKilled: kills > 0,
      longestStarts,
      start: () => start(bundles),
    });
    const faults = injectFaults(createRandom(seed + 2), () => services.ready.sandboxUrl);
    const loadBegunAtMs = Date.now();
    const load = startLoad({
      deliveries,
      histories,
      lanes: LANES,
      nextHistory: historiesOf(config.stores, createRandom(seed)),
      secretOf: webhookSecret,
      url: fleet.nextUrl,
      isEnough: () => fleet.lifetimesMs.length >= kills,
    });
    const telling = setInterval(() => emit(soFar(load, options, fleet.lifetimesMs.length)), 1_000);
    let loadMs = 0;
    try {
      await Promise.race([load.done, fleet.failed]);
    } finally {
      loadMs = Date.now() - loadBegunAtMs;
      clearInterval(telling);
      await faults.stop();
      await fleet.end();
    }

    const leftByLoad = await countWaiting(client, TABLE_NAME);
    const left = await drain({
      left: leftByLoad,
      startLater: async (aheadMs) => {
        const later = await laterBundles(bundles, aheadMs);
        const started = await Promise.all(Array.from({ length: PROCESSES }, () => start(later)));
        return async () => void (await Promise.all(started.map((one) => one.kill())));
      },
      countWaiting: () => countWaiting(client, TABLE_NAME),
      emit,
    });
    const entries = await ledgerEntries(client, TABLE_NAME);
    await services.kill();
    return {
      killed: 'handlers',
      seed,
      dynamoDb: ledger.kind,
      acknowledged: load.acknowledged,
      histories: load.histories,
      sentAgain: load.sentAgain,
      apiFaults: faults.met,
      kills: fleet.lifetimesMs.length,
      lifetimesMs: lifetimes(fleet.lifetimesMs),
      leftByLoad,
      left,
      verdict: judge(load.orders, changesIn(journal), entries),
      loadMs,
      tookMs: Date.now() - begunAtMs,
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
    z.object({ sandboxUrl: z.url(), deadLettersUrl: z.url(), environment: environmentSchema }),
  );
}

function webhookSecret(store: string): string {
  return `made-up-secret-of-${store}`;
}
