import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { bundleHandlers } from '../../build/bundle-handlers.ts';
import { createTableIfAbsent } from '../../local/dynamodb/create-table.ts';
import { functionsIn } from '../../local/functions.ts';
import { dynamoDbClient } from '../../test/support/emulators/dynamodb.ts';
import { changesIn } from '../../test/verify/kill/changes-in.ts';
import { ledgerEntries } from '../../test/verify/kill/ledger-entries.ts';
import { startLedgerService } from '../../test/verify/kill/ledger-service.ts';
import { judge } from '../../test/verify/kill/verdict.ts';
import { countWaiting } from '../../test/verify/kill/waiting-orders.ts';
import { createRandom } from '../../test/verify/laws/histories/random.ts';
import config from './bench.config.ts';
import { startBenchServices, webhookSecret } from './bench-services.ts';
import type { BurstReport } from './burst-report.ts';
import { expectedOrder } from './paid-order.ts';
import { sendInTurns, WARM_UP } from './send-in-turns.ts';
import { settleTheRest } from './settle-the-rest.ts';
import { startEndpoints } from './start-endpoints.ts';
import { startPeer } from './start-peer.ts';

export interface BurstOptions {
  /** To each. */
  readonly deliveries: number;
  readonly seed: number;
  /** Progress, in words. */
  readonly emit: (text: string) => void;
}

const TABLE_NAME = 'ponte-bench';
const SECRET_PREFIX = 'ponte/bench/';
const API_MS = 200;

/**
 * Sends the same paid orders to a store that settles inline, to one that queues, and to a function that only writes and
 * sends. Nothing takes from the queue meanwhile: on AWS that is other functions' work, and here it would take our processor.
 */
export async function burst({ deliveries, seed, emit }: BurstOptions): Promise<BurstReport> {
  const begunAtMs = performance.now();
  const directory = await mkdtemp(join(tmpdir(), 'ponte-bench-'));
  const journal = join(directory, 'sandbox.jsonl');
  const closers: (() => unknown)[] = [() => rm(directory, { recursive: true, force: true })];
  try {
    const ledger = await startLedgerService();
    closers.push(ledger.close);
    const services = await startBenchServices(journal, SECRET_PREFIX);
    closers.push(services.close);
    const environment = {
      ...services.environment,
      AWS_ENDPOINT_URL_DYNAMODB: ledger.endpoint,
      TABLE_NAME,
      SECRET_PREFIX,
    };
    const client = dynamoDbClient(ledger.endpoint);
    closers.push(() => client.destroy());
    await createTableIfAbsent(client, TABLE_NAME);

    await bundleHandlers({ config: 'tools/bench/bench.config.ts', outDirectory: directory });
    const log = (name: string, line: string) => {
      if (line.startsWith('function error')) console.error(`${name}: ${line}`);
    };
    const { woocommerce, settle, stop } = await functionsIn(directory, { woocommerce: 1 })(environment, log);
    closers.push(stop);
    const peer = await startPeer(directory, environment, client, log);
    closers.push(peer.stop);
    const endpoints = await startEndpoints({ inline: woocommerce, queued: woocommerce, peer });
    closers.push(endpoints.close);

    await services.setFaults([{ kind: 'latency', ms: API_MS, operation: 'change' }]);
    const random = createRandom(seed);
    const answers = await sendInTurns({ deliveries, random, urls: endpoints.urls, secretOf: webhookSecret, emit });
    const earlyChanges = changesIn(journal).filter(({ customer }) => customer.startsWith('queued')).length;
    const leftByLoad = await countWaiting(client, TABLE_NAME);

    await services.setFaults([]);
    const left = await settleTheRest({
      environment,
      settle,
      left: leftByLoad,
      emit,
      countWaiting: () => countWaiting(client, TABLE_NAME),
    });
    const rounds = Array.from({ length: WARM_UP + deliveries }, (_, number) => number);
    const expected = config.stores.flatMap((store) => rounds.map((number) => expectedOrder(store, number)));
    const entries = await ledgerEntries(client, TABLE_NAME);
    return {
      seed,
      dynamoDb: ledger.kind,
      deliveries,
      apiMs: API_MS,
      ...answers,
      earlyChanges,
      leftByLoad,
      left,
      verdict: judge(expected, changesIn(journal), entries),
      tookMs: performance.now() - begunAtMs,
    };
  } finally {
    for (const close of closers.toReversed()) await close();
  }
}
