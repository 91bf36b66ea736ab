import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { holdPort } from '../sandbox/loopback.ts';
import { type Sandbox, startSandbox } from '../sandbox/sandbox-server.ts';
import type { SandboxSettings } from '../sandbox/settings.ts';
import { createSqsPromotionQueue } from '../src/aws/sqs/promotion-queue.ts';
import { createQueueClient } from '../src/aws/sqs/queue-client.ts';
import { startClock } from './clock.ts';
import { startControlServer } from './control-server.ts';
import { type LoggedDelivery, openDeliveryLog } from './deliveries/delivery-log.ts';
import { loggedExchange } from './deliveries/log-exchange.ts';
import { demoCredentials } from './demo-stores.ts';
import { createTableIfAbsent } from './dynamodb/create-table.ts';
import { type LocalDynamoDb, startDynamoDb } from './dynamodb/start-dynamodb.ts';
import { type Endpoints, LOCAL_CLIENT, tellEndpoints } from './endpoints.ts';
import { startEventSourceMappings } from './event-source-mappings.ts';
import { bundledFunctions, routesTo, type StartFunctions } from './functions.ts';
import { startHttpEndpoint } from './http-endpoint.ts';
import type { FunctionLog } from './lambda/execution-environment.ts';
import { isMetrics, isQuietRun, isStart, openLineLog } from './line-log.ts';
import { SECRET_PREFIX, secretsOf } from './local-secrets.ts';
import { startPromotionTimer } from './promotion-timer.ts';
import { scheduledEvent, startScheduledTimer } from './scheduled-timer.ts';
import { startSecretsManager } from './secrets-manager/secrets-manager-server.ts';
import { demoShops, type LocalShops } from './shops.ts';
import { startSqsAndS3 } from './sqs-and-s3/start-sqs-and-s3.ts';
import { lockState } from './state-lock.ts';

export interface PlatformOptions {
  /** 0: any free port. */
  readonly port: number;
  /** A directory whose content survives, or `memory`. */
  readonly state: string;
  /** The demo's where not given. Called with the directory that the platform keeps its state in. */
  readonly shops?: (directory: string) => LocalShops;
  /** A points API to call in place of the sandbox, which then does not run. */
  readonly bonifiqBaseUrl?: string;
  /** What the stores show it; the sandbox's own where not given. */
  readonly bonifiq?: { readonly username: string; readonly password: string };
  readonly sandbox?: Partial<SandboxSettings>;
  /** `false`: the sweep is not fired. It fires by the clock, between any two steps of a delivery. */
  readonly sweeps?: boolean;
  /** `false`: reconciliation is fired by nobody but who asks for it. */
  readonly reconciles?: boolean;
  /** `off`: everything is recorded and nothing posted, as with the template's `posting`. */
  readonly posting?: 'on' | 'off';
  /** Other functions than the bundled handlers. */
  readonly functions?: StartFunctions;
  /** Another DynamoDB than dynalite, which then keeps its tables itself; whoever started it ends it. */
  readonly dynamoDb?: Pick<LocalDynamoDb, 'endpoint'>;
  /** Takes every line that the functions write. */
  readonly log: FunctionLog;
  /** Takes every delivery once it is answered. */
  readonly delivered?: (delivery: LoggedDelivery) => void;
}

/** Ponte on this machine: its functions behind an HTTP endpoint, on emulated AWS services. */
export interface Platform {
  readonly url: string;
  readonly bonifiqBaseUrl: string;
  /** Null where another points API is called. */
  readonly sandbox: Sandbox | null;
  readonly queueUrl: string;
  /** Where its state is, and its endpoints are told; a temporary one where it keeps none. */
  readonly directory: string;
  readonly services: Endpoints;
  /** How far its clock is ahead of this machine's. */
  readonly aheadMs: () => number;
  /** Finishes what is under way and closes everything; the same promise however often it is called. */
  stop(): Promise<void>;
}

export const TABLE_NAME = 'ponte-local';
const DRAIN_MS = 3_000;
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const closers: (() => unknown)[] = [];
  /** Closes in reverse order; one that fails keeps no other from closing. */
  async function closeAll(): Promise<void> {
    const failures: unknown[] = [];
    for (const close of closers.splice(0).toReversed()) {
      try {
        await close();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'the local platform did not stop cleanly');
  }

  try {
    const started = await start(options, (close) => closers.push(close));
    let stopping: Promise<void> | null = null;
    return {
      ...started,
      stop() {
        stopping ??= closeAll();
        return stopping;
      },
    };
  } catch (error) {
    await closeAll().catch(() => undefined);
    throw error;
  }
}

async function start(
  options: PlatformOptions,
  onStop: (close: () => unknown) => void,
): Promise<Omit<Platform, 'stop'>> {
  const { port, state, bonifiqBaseUrl: otherApi, sandbox: settings, functions: startFunctions } = options;
  const directory = await openState(state, onStop);
  const kept = state !== 'memory';
  const { config, stores, storeApis = {} } = options.shops?.(directory) ?? demoShops;
  const clock = startClock(kept ? join(directory, 'clock.json') : null);
  onStop(clock.stop);
  const lines = openLineLog(kept ? join(directory, 'lines.jsonl') : null);
  const log: FunctionLog = (name, line, requestId) => {
    const at = new Date(clock.now()).toISOString();
    if (!isQuietRun(name, line)) lines.add({ at, function: name, requestId: requestId ?? null, line });
    if (!isMetrics(line) && !isStart(line)) options.log(name, line, requestId);
  };

  let { dynamoDb } = options;
  if (dynamoDb === undefined) {
    const dynalite = await startDynamoDb(kept ? { path: join(directory, 'dynamodb') } : {});
    onStop(dynalite.close);
    dynamoDb = dynalite;
  }
  const sqsAndS3 = await startSqsAndS3(
    kept ? { dataDir: join(directory, 'sqs'), bucketDir: join(directory, 's3') } : {},
  );
  onStop(sqsAndS3.close);
  const secrets = secretsOf(stores, config.stores, storeApis, options.bonifiq);
  const secretsManager = await startSecretsManager({ secrets });
  onStop(secretsManager.close);
  await createTable(dynamoDb.endpoint);

  const sandbox =
    otherApi === undefined
      ? await startSandbox({
          ...demoCredentials,
          now: clock.now,
          ...settings,
          ...(kept && { stateFile: join(directory, 'sandbox.jsonl') }),
        })
      : null;
  if (sandbox !== null) onStop(sandbox.close);
  const bonifiqBaseUrl = sandbox?.url ?? otherApi ?? '';

  // Functions are told where webhooks go before anybody listens there.
  const held = port === 0 ? await holdPort() : null;
  if (held !== null) onStop(held.release);
  const servedPort = held?.port ?? port;
  const environment = {
    AWS_ACCESS_KEY_ID: LOCAL_CLIENT.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: LOCAL_CLIENT.credentials.secretAccessKey,
    AWS_REGION: LOCAL_CLIENT.region,
    AWS_ENDPOINT_URL_DYNAMODB: dynamoDb.endpoint,
    AWS_ENDPOINT_URL_SQS: sqsAndS3.endpoint,
    AWS_ENDPOINT_URL_S3: sqsAndS3.endpoint,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secretsManager.url,
    TABLE_NAME,
    QUEUE_URL: sqsAndS3.queueUrl,
    UNVERIFIED_QUEUE_URL: sqsAndS3.unverifiedQueueUrl,
    PROMOTION_QUEUE_URL: sqsAndS3.promotionQueueUrl,
    AUDIENCE_BUCKET: sqsAndS3.audienceBucket,
    SECRET_PREFIX,
    BONIFIQ_BASE_URL: bonifiqBaseUrl,
    WEBHOOKS_URL: `http://127.0.0.1:${servedPort}`,
    POSTING: options.posting ?? 'on',
    METRIC_NAMESPACE: 'PonteLocal',
  };
  const startAll = startFunctions ?? bundledFunctions(join(directory, 'bundles'), config);
  const functions = await startAll(environment, log, clock.shared);
  onStop(functions.stop);

  const client = new SQSClient({ ...LOCAL_CLIENT, endpoint: sqsAndS3.endpoint });
  onStop(() => client.destroy());
  const { sweep, reconcile } = functions;
  /** What takes too long is cut off: its messages come again after the next start. */
  const drained = (stop: () => Promise<void>) => async () => {
    const late = setTimeout(() => void functions.stop(), DRAIN_MS);
    await stop();
    clearTimeout(late);
  };
  const mappings = startEventSourceMappings(client, sqsAndS3, functions, (line) => log('queue', line));
  for (const stop of mappings) onStop(drained(stop));
  if (options.sweeps ?? true) onStop(drained(startScheduledTimer('sweep', sweep.invoke)));
  if (options.reconciles ?? true) onStop(drained(startScheduledTimer('reconcile', reconcile.invoke)));
  const promotionQueue = createSqsPromotionQueue({
    client: createQueueClient(client.config),
    queueUrl: sqsAndS3.promotionQueueUrl,
  });
  onStop(startPromotionTimer(config.promotions, promotionQueue, (line) => log('promotions', line), clock.now));
  const deliveries = openDeliveryLog(kept ? join(directory, 'deliveries.jsonl') : null);
  await held?.release();
  const endpoint = await startHttpEndpoint(servedPort, routesTo(functions), {
    now: clock.now,
    observe(exchange) {
      // Whoever asks only whether somebody is here delivers nothing.
      if (exchange.request.method === 'HEAD') return;
      const delivery = deliveries.add(loggedExchange(exchange, clock.now()));
      options.delivered?.(delivery);
    },
  });
  onStop(endpoint.close);
  const control = await startControlServer({
    deliveries,
    lines,
    clock,
    sandbox: sandbox?.core ?? null,
    sweep: () => sweep.invoke(scheduledEvent('sweep')),
    reconcile: () => reconcile.invoke(scheduledEvent('reconcile')),
  });
  onStop(control.close);
  const { endpoint: s3, queueUrl, promotionQueueUrl, audienceBucket } = sqsAndS3;
  const services = {
    pid: process.pid,
    url: endpoint.url,
    control: control.url,
    stores: [...stores],
    dynamoDb: dynamoDb.endpoint,
    tableName: TABLE_NAME,
    queueUrl,
    promotionQueueUrl,
    s3,
    audienceBucket,
    secretsManager: secretsManager.url,
    secretPrefix: SECRET_PREFIX,
    bonifiqBaseUrl,
  };
  onStop(tellEndpoints(directory, services, config));
  return { url: endpoint.url, bonifiqBaseUrl, sandbox, queueUrl, directory, services, aheadMs: clock.aheadMs };
}

async function openState(state: string, onStop: (close: () => unknown) => void): Promise<string> {
  if (state !== 'memory') {
    onStop(lockState(state));
    return resolve(state);
  }
  const directory = await mkdtemp(join(tmpdir(), 'ponte-'));
  onStop(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

async function createTable(endpoint: string): Promise<void> {
  const client = new DynamoDBClient({ ...LOCAL_CLIENT, endpoint });
  await createTableIfAbsent(client, TABLE_NAME);
  client.destroy();
}
