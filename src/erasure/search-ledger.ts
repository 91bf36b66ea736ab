import type { Entry } from '../domain/entry.ts';
import { concernOf, type Erasure, entryInTheWay } from '../domain/erasure/erase-record.ts';
import { listNames } from '../domain/erasure/erase-run.ts';
import { isErased, namesAnyone } from '../domain/erasure/erased-customer.ts';
import { namesPerson } from '../domain/erasure/person.ts';
import { isUnderWay, type RunRecord } from '../domain/promotion/run.ts';
import type { RecordKey } from '../domain/record.ts';
import type { ParkedDelivery } from '../ports/ledger.ts';
import type { LedgerScan, ScannedItem } from '../ports/ledger-scan.ts';
import { parseLosslessJson } from '../shared/lossless-json.ts';

/** A record that has to do with the person. */
export interface FoundRecord {
  readonly key: RecordKey;
  readonly inTheWay: Entry | null;
}

export interface FoundDelivery {
  readonly pk: string;
  readonly delivery: Omit<ParkedDelivery, 'body'>;
}

/** What a look through the whole ledger came to. */
export interface FoundInLedger {
  readonly records: readonly FoundRecord[];
  readonly pages: readonly string[];
  readonly deliveries: readonly FoundDelivery[];
  /** Runs whose own list of customers names the person. */
  readonly runs: readonly RunRecord[];
  /** All runs that may read their audience again. */
  readonly unfinished: readonly RunRecord[];
  /** The stores whose runs read a file, by the file. */
  readonly readers: ReadonlyMap<string, ReadonlySet<string>>;
  /** Records of customers who were erased that the index still finds by a digest of theirs, whoever they were. */
  readonly indexed: readonly RecordKey[];
  /** Keys of other items that name the person, or that this version cannot read and that do. */
  readonly others: readonly string[];
  /** How many items of each kind were looked at. */
  readonly looked: Readonly<Record<LookedAt, number>>;
  /** Of these, items that this version cannot read: they were searched as text. */
  readonly illegible: number;
}

export type LookedAt = 'orders' | 'awards' | 'pages' | 'bodies' | 'runs' | 'others';

/** Looks through every item of the ledger for what an erasure is about. */
export async function searchLedger(scan: LedgerScan, erasure: Erasure, signal: AbortSignal): Promise<FoundInLedger> {
  const found = {
    records: [] as FoundRecord[],
    pages: [] as string[],
    deliveries: [] as FoundDelivery[],
    runs: [] as RunRecord[],
    unfinished: [] as RunRecord[],
    readers: new Map<string, Set<string>>(),
    indexed: [] as RecordKey[],
    others: [] as string[],
    looked: { orders: 0, awards: 0, pages: 0, bodies: 0, runs: 0, others: 0 },
    illegible: 0,
  };
  const { person } = erasure;
  for await (const item of scan.items(signal)) {
    found.looked[lookedAt(item)] += 1;
    switch (item.kind) {
      case 'record': {
        const { record } = item;
        if (item.isIndexed && isErased(record) && isInStores(erasure, record.key.store)) found.indexed.push(record.key);
        const concern = concernOf(erasure, record);
        if (concern === 'none') break;
        found.records.push({ key: record.key, inTheWay: entryInTheWay(record, concern, person) });
        break;
      }
      case 'page':
        if (isInStores(erasure, storeOfPage(item.pk)) && pageNames(erasure, item)) found.pages.push(item.pk);
        break;
      case 'delivery': {
        const { body, ...delivery } = item.delivery;
        if (isInStores(erasure, delivery.store) && isAbout(erasure, delivery.store, body)) {
          found.deliveries.push({ pk: item.pk, delivery });
        }
        break;
      }
      case 'run':
        noteRun(found, item.record, erasure);
        break;
      case 'other':
        if (!item.isLegible) found.illegible += 1;
        if (otherNames(erasure, item)) found.others.push(item.pk);
        break;
      default:
        item satisfies never;
    }
  }
  return found;
}

function lookedAt(item: ScannedItem): LookedAt {
  switch (item.kind) {
    case 'record':
      return 'order' in item.record.key ? 'orders' : 'awards';
    case 'page':
      return 'pages';
    case 'delivery':
      return 'bodies';
    case 'run':
      return 'runs';
    case 'other':
      return 'others';
    default:
      return item satisfies never;
  }
}

function isInStores({ stores }: Erasure, store: string): boolean {
  return stores === null || stores.has(store);
}

/** Of `PAGE#ORDER#<store>#<order>#<name>`; a store's id may hold anything. */
function storeOfPage(pk: string): string {
  return /^PAGE#ORDER#(.*)#\d+#[^#]+$/s.exec(pk)?.[1] ?? '';
}

function pageNames({ person }: Erasure, { content, entries }: Extract<ScannedItem, { kind: 'page' }>): boolean {
  return person === 'everyone' ? namesAnyone(entries) : namesPerson(person, content);
}

/** Of everyone, what cannot be read is of a store if its key says so. */
function otherNames({ person, stores }: Erasure, { pk, content, isLegible }: Extract<ScannedItem, { kind: 'other' }>) {
  if (person !== 'everyone') return namesPerson(person, content);
  return !isLegible && [...(stores ?? [])].some((store) => pk.includes(`#${store}#`));
}

/** A body that names the person, or that is of one of the orders. */
function isAbout({ person, orders }: Erasure, store: string, body: Uint8Array): boolean {
  if (person === 'everyone') return true;
  const parsed = parseLosslessJson(body);
  if (!parsed.ok) return namesPerson(person, Buffer.from(body).toString());
  if (namesPerson(person, parsed.value)) return true;
  const { id, order_id: order } = { id: null, order_id: null, ...Object(parsed.value) };
  return orders.has(`${store}/${id}`) || orders.has(`${store}/${order}`);
}

function noteRun(
  found: { runs: RunRecord[]; unfinished: RunRecord[]; readers: Map<string, Set<string>> },
  run: RunRecord,
  { person, stores }: Erasure,
): void {
  const { pinned } = run;
  if (pinned === null) return;
  const { audience, store } = pinned;
  if (audience.kind !== 'list') {
    found.readers.set(audience.file, (found.readers.get(audience.file) ?? new Set()).add(store));
  } else if ((stores === null || stores.has(store)) && listNames(person, audience.customers)) found.runs.push(run);
  if (isUnderWay(run) || isStopped(run)) found.unfinished.push(run);
}

/** It can be sent through again, and then goes on from where it was. */
function isStopped({ phase, because, dismissedAtMs }: RunRecord): boolean {
  return phase !== 'refused' && because !== null && dismissedAtMs === null;
}
