import {
  concernOf,
  type Digest,
  type Erasure,
  entryInTheWay,
  erased,
  withoutPerson,
} from '../domain/erasure/erase-record.ts';
import { listNames, runWithoutPerson } from '../domain/erasure/erase-run.ts';
import { isErased } from '../domain/erasure/erased-customer.ts';
import type { Promotion } from '../domain/promotion/promotion.ts';
import type { RunRecord } from '../domain/promotion/run.ts';
import { runId } from '../domain/promotion/run-key.ts';
import { type LedgerRecord, nameOf, type RecordKey } from '../domain/record.ts';
import type { FileVersions, StoredFileVersion } from '../ports/file-versions.ts';
import { type Ledger, slotOf } from '../ports/ledger.ts';
import type { LedgerScan } from '../ports/ledger-scan.ts';
import { type RunStore, slotOfRun } from '../ports/run-store.ts';
import { runProgress } from '../promotions/run-progress.ts';
import { update } from '../shared/optimistic-update.ts';
import { eraseVersion, type FoundInFiles, filesOfShop, searchFiles } from './search-files.ts';
import { type FoundInLedger, searchLedger } from './search-ledger.ts';

export interface ForgetDependencies {
  readonly ledger: Ledger;
  readonly scan: LedgerScan;
  readonly runs: RunStore;
  readonly files: FileVersions;
  /** Of the configuration: what it lists itself nobody can erase here. */
  readonly promotions: readonly Promotion[];
  /** Under a key that nobody keeps. */
  readonly digest: Digest;
}

/** What was found of a person. */
export interface Found {
  readonly ledger: FoundInLedger;
  readonly files: FoundInFiles;
  /** Promotions of the configuration that list the person. */
  readonly configured: readonly string[];
}

/** What has to end before anything may be erased. */
export interface InTheWay {
  /** `my-shop/5001`, or a run. */
  readonly id: string;
  readonly because: 'pending' | 'unknown' | 'runUnderWay' | 'runStopped';
  /** When the entry is attempted next; `null` where a person decides. */
  readonly untilMs: number | null;
}

export type Forgotten =
  /** Nothing was changed. */
  | { readonly kind: 'found'; readonly found: Found; readonly inTheWay: readonly InTheWay[] }
  /** `left`: what a second look through everything has found. */
  | { readonly kind: 'erased'; readonly found: Found; readonly left: Found; readonly inTheWay: readonly InTheWay[] };

interface Time {
  readonly now: () => number;
  readonly signal: AbortSignal;
}

/**
 * Looks through ledger, parked bodies, runs and files for a person, and erases what identifies them if `apply` says so and nothing is
 * in the way; then it looks through everything again. Doing it twice does no harm. Rejects when something cannot be reached: what was
 * erased by then stays erased, and another run does the rest.
 */
export async function forget(
  dependencies: ForgetDependencies,
  erasure: Erasure,
  apply: boolean,
  time: Time,
): Promise<Forgotten> {
  const found = await search(dependencies, erasure, time.signal);
  const inTheWay = [...entriesInTheWay(found), ...(await runsInTheWay(dependencies, found, time.signal))];
  if (!apply || inTheWay.length > 0) return { kind: 'found', found, inTheWay };
  const changed = await erase(dependencies, erasure, found, time);
  return { kind: 'erased', found, left: await search(dependencies, erasure, time.signal), inTheWay: changed };
}

async function search(
  { scan, files, promotions }: ForgetDependencies,
  erasure: Erasure,
  signal: AbortSignal,
): Promise<Found> {
  const { person, stores } = erasure;
  const ledger = await searchLedger(scan, erasure, signal);
  const readers = new Map([...ledger.readers].map(([file, those]) => [file, new Set(those)]));
  for (const { store, audience } of promotions) {
    if (audience.kind !== 'list') readers.set(audience.file, (readers.get(audience.file) ?? new Set()).add(store));
  }
  // A number may be another's in another store.
  const isOthers = (file: string) => stores !== null && (readers.get(file)?.isDisjointFrom(stores) ?? false);
  const configured = promotions.filter(
    ({ store, audience }) =>
      audience.kind === 'list' && (stores === null || stores.has(store)) && listNames(person, audience.customers),
  );
  return {
    ledger,
    files:
      person === 'everyone'
        ? await filesOfShop(files, (file) => readers.has(file) && !isOthers(file), signal)
        : await searchFiles(files, person, isOthers, signal),
    configured: configured.map(({ id }) => id),
  };
}

function entriesInTheWay({ ledger }: Found): InTheWay[] {
  return ledger.records.flatMap(({ key, inTheWay: entry }) =>
    entry === null
      ? []
      : [
          {
            id: recordName(key),
            because: entry.unresolvedAttempts.length > 0 ? 'unknown' : 'pending',
            untilMs: entry.state === 'pending' ? entry.notBeforeMs : null,
          },
        ],
  );
}

/** A run that is not done may read its audience again, and its awards may be in the queue. */
async function runsInTheWay(
  { runs }: ForgetDependencies,
  { ledger, files }: Found,
  signal: AbortSignal,
): Promise<InTheWay[]> {
  const inTheWay: InTheWay[] = [];
  for (const run of ledger.unfinished) {
    if (!namesThem(run, ledger.runs, files)) continue;
    const isStopped = run.because !== null;
    if (!isStopped && (await runProgress(runs, run, signal)).isCounted) continue;
    inTheWay.push({ id: runId(run.key), because: isStopped ? 'runStopped' : 'runUnderWay', untilMs: null });
  }
  return inTheWay;
}

function namesThem({ key, pinned }: RunRecord, runs: readonly RunRecord[], files: FoundInFiles): boolean {
  if (pinned === null) return false;
  const { audience, version: read } = pinned;
  if (audience.kind === 'list') return runs.some((one) => runId(one.key) === runId(key));
  const isRead = ({ file, id, etag }: StoredFileVersion) =>
    file === audience.file && (read?.id == null ? etag === read?.etag : id === read.id);
  return [...files.versions, ...files.unread].some(({ version }) => isRead(version));
}

/** What has changed meanwhile so that it may not be erased any more is left, and told. */
async function erase(
  { ledger, scan, runs, files, digest }: ForgetDependencies,
  erasure: Erasure,
  found: Found,
  { now, signal }: Time,
): Promise<InTheWay[]> {
  const { person } = erasure;
  const inTheWay: InTheWay[] = [];
  for (const { key } of found.ledger.records) {
    const { result } = await update<LedgerRecord, boolean>(
      slotOf(ledger, key),
      (record) => {
        const concern = record === null ? 'none' : concernOf(erasure, record);
        if (record === null || concern === 'none') return { result: true };
        if (entryInTheWay(record, concern, person) !== null) return { result: false };
        return {
          save: concern === 'theirs' ? erased(record, digest, now()) : withoutPerson(record, person, digest),
          result: true,
        };
      },
      signal,
    );
    if (!result) inTheWay.push({ id: recordName(key), because: 'pending', untilMs: null });
  }
  // Whoever wrote them knew no key, or not that the customer was erased: saved once more, they lose the digest.
  for (const key of found.ledger.indexed) {
    await update<LedgerRecord, null>(
      slotOf(ledger, key),
      (record) => (record !== null && isErased(record) ? { save: record, result: null } : { result: null }),
      signal,
    );
  }
  // After the orders: until then these name them.
  for (const pk of found.ledger.pages) await scan.removePage(pk, signal);
  for (const { pk, delivery } of found.ledger.deliveries) await ledger.clearDelivery(pk, delivery.receivedAtMs, signal);
  for (const { key } of found.ledger.runs) {
    await update<RunRecord, null>(
      slotOfRun(runs, key),
      (run) => (run === null ? { result: null } : { save: runWithoutPerson(run, person, digest), result: null }),
      signal,
    );
  }
  if (person === 'everyone') return inTheWay;
  for (const { version } of found.files.versions) await eraseVersion(files, version, person, signal);
  return inTheWay;
}

function recordName(key: RecordKey): string {
  return `${key.store}/${nameOf(key)}`;
}
