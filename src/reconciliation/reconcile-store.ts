import {
  isSweepDue,
  newReconciliation,
  type Reconciliation,
  type ReconciliationPolicy,
  unreadForMs,
  withTrouble,
} from '../domain/reconciliation/reconciliation.ts';
import type { Store } from '../domain/store.ts';
import type { Reconciliations } from '../ports/reconciliations.ts';
import { type SecretsResult, type StoreSecretsReader, whyUnread } from '../ports/secrets-reader.ts';
import {
  MAX_PAGE_SIZE,
  MIN_PAGE_SIZE,
  type OrdersPage,
  type StoreApi,
  type StoreApiCredentials,
  type StoreApiFault,
} from '../ports/store-api.ts';
import { type Deadline, remainingMs, signalWithReserve } from '../shared/deadline.ts';
import type { Versioned } from '../shared/optimistic-update.ts';
import { TIME } from '../shared/time-budgets.ts';
import { type Reading, recentReading, sweepReading, withoutPlace, withSweep } from './readings.ts';
import { addCounts, NO_ORDERS, type OrderCounts, type RecordingDependencies, recordPage } from './record-page.ts';

export interface ReconcileDependencies extends RecordingDependencies {
  readonly apis: Readonly<Partial<Record<Store['platform'], StoreApi<never>>>>;
  readonly secrets: Pick<StoreSecretsReader, 'read'>;
  readonly reconciliations: Reconciliations;
  readonly policy: ReconciliationPolicy;
}

export interface StoreRun {
  readonly kind: /** All that was changed is read. */
    | 'done'
    /** The time was over first; the next run goes on. */
    | 'outOfTime'
    /** The store gave nothing, or is left alone as it gave nothing before. */
    | 'troubled'
    /** Its secret holds no key of its API. */
    | 'notSetUp'
    /** The ledger or the secret could not be used. */
    | 'interrupted'
    /** Another run is under way. */
    | 'raced';
  readonly counts: OrderCounts;
}

/**
 * Reads what was changed at one store since the last time, and looks back further when that is due, as far as the time allows. How far it
 * came is stored with every page. Never rejects.
 */
export async function reconcileStore(
  dependencies: ReconcileDependencies,
  store: Store,
  deadline: Deadline,
): Promise<StoreRun> {
  const { emit, apis, secrets } = dependencies;
  const api = apis[store.platform];
  try {
    const secret = await secrets.read(store.id, deadline.signal);
    if (secret.kind !== 'read') return await withoutSecret(dependencies, store, secret, deadline);
    const { storeApi } = secret.secrets;
    if (api === undefined || storeApi === undefined) return { kind: 'notSetUp', counts: NO_ORDERS };
    const run = await openRun(dependencies, store, deadline);
    const kind = await readAll(run, { dependencies, store, api, storeApi, deadline });
    tellIfUnread(dependencies, store, run.state, deadline);
    return { kind, counts: run.counts };
  } catch (error) {
    emit({ kind: 'warning', message: 'a store could not be reconciled', error });
    return { kind: 'interrupted', counts: NO_ORDERS };
  }
}

/** The state of a store as this run knows it. */
interface Run {
  state: Reconciliation;
  counts: OrderCounts;
  /** False when somebody else has saved meanwhile. */
  save(next: Reconciliation): Promise<boolean>;
}

interface Work {
  readonly dependencies: ReconcileDependencies;
  readonly store: Store;
  readonly api: StoreApi<never>;
  readonly storeApi: StoreApiCredentials;
  readonly deadline: Deadline;
}

async function openRun(
  { reconciliations }: ReconcileDependencies,
  { id }: Store,
  { now, signal }: Deadline,
): Promise<Run> {
  const loaded: Versioned<Reconciliation> | null = await reconciliations.load(id, signal);
  let version = loaded?.version ?? 0;
  const run: Run = {
    state: loaded?.record ?? newReconciliation(MAX_PAGE_SIZE, now()),
    counts: NO_ORDERS,
    async save(next) {
      const saved = await reconciliations.save(id, next, version, signal);
      version += 1;
      run.state = next;
      return saved === 'saved';
    },
  };
  return run;
}

async function readAll(run: Run, work: Work): Promise<StoreRun['kind']> {
  const { dependencies, store, deadline } = work;
  const { policy } = dependencies;
  if (run.state.trouble !== null && deadline.now() < run.state.trouble.notBeforeMs) return 'troubled';
  const newest = await readThrough(run, recentReading(policy), work);
  if (newest !== 'done') return newest;
  if (
    isSweepDue(run.state, policy, deadline.now()) &&
    !(await run.save(withSweep(run.state, store, policy, deadline.now())))
  )
    return 'raced';
  return run.state.sweep === null ? 'done' : await readThrough(run, sweepReading(policy), work, true);
}

/** Page by page, to the end of a reading. */
async function readThrough(run: Run, reading: Reading, work: Work, isSweep = false): Promise<StoreRun['kind']> {
  const { dependencies, store, api, storeApi, deadline } = work;
  // What was changed before has been seen.
  const parkAfterMs = isSweep ? Number.POSITIVE_INFINITY : run.state.recent.storeThroughMs;
  for (;;) {
    if (remainingMs(deadline) < TIME.leastForStorePage) return 'outOfTime';
    const signal = signalWithReserve(deadline, TIME.recordingPage);
    const asked = { start: reading.start(run.state, deadline.now()), size: run.state.pageSize };
    const page = await api.changedOrders(store as never, storeApi, asked, signal);
    if (page.kind !== 'page') return signal.aborted ? 'outOfTime' : await troubled(run, page, deadline);
    const window = { storeUntilMs: reading.untilMs(run.state, page.storeNowMs), parkAfterMs };
    const recorded = await recordPage(dependencies, store, page, window, deadline);
    if (recorded === null) return 'interrupted';
    run.counts = addCounts(run.counts, recorded.counts);
    const progress = { throughMs: recorded.throughMs, resume: nextPlace(page, recorded.isLast) };
    const next = { ...reading.after(run.state, progress, deadline.now()), readAtMs: deadline.now(), trouble: null };
    if (!(await run.save(next))) return 'raced';
    if (progress.resume === null) return 'done';
  }
}

function nextPlace({ resume }: OrdersPage, isLast: boolean): string | null {
  return isLast ? null : resume;
}

async function troubled(run: Run, fault: StoreApiFault, { now }: Deadline): Promise<'troubled' | 'raced'> {
  const told = withTrouble(run.state, fault, now());
  const smaller = Math.max(MIN_PAGE_SIZE, Math.floor(run.state.pageSize / 2));
  const next = fault.kind === 'failed' ? { ...told, pageSize: smaller } : told;
  return (await run.save(fault.kind === 'unsupported' ? withoutPlace(next) : next)) ? 'troubled' : 'raced';
}

/** A store that was never read may not have been set up yet: whoever sends for it is told of its secret by its deliveries. */
async function withoutSecret(
  dependencies: ReconcileDependencies,
  store: Store,
  secret: Exclude<SecretsResult, { kind: 'read' }>,
  deadline: Deadline,
): Promise<StoreRun> {
  const { emit, reconciliations } = dependencies;
  const known = await reconciliations.load(store.id, deadline.signal);
  if (known === null) return { kind: 'notSetUp', counts: NO_ORDERS };
  emit({ kind: 'secretTrouble', store: store.id, trouble: secret.kind, because: whyUnread(secret) });
  tellIfUnread(dependencies, store, known.record, deadline);
  return { kind: 'interrupted', counts: NO_ORDERS };
}

function tellIfUnread({ emit, policy }: ReconcileDependencies, store: Store, state: Reconciliation, { now }: Deadline) {
  const unreadMs = unreadForMs(state, policy, now());
  if (unreadMs === null) return;
  const because = state.trouble?.because ?? 'its turn has not come, or its secret cannot be read';
  emit({ kind: 'storeNotReconciled', store: store.id, unreadMs, because });
}
