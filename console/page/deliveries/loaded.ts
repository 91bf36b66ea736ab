import { signal } from '@preact/signals';
import type { Deliveries, DeliveryRow } from '../../api.ts';
import { ask, query, type Trouble } from '../ask.ts';
import { type Filter, filter, filterText } from './filter.ts';

interface Loaded {
  readonly state: 'loading' | 'ready' | 'failed';
  readonly trouble: Trouble | null;
  readonly rows: readonly DeliveryRow[];
  readonly next: string | null;
  readonly searchedTo: string | null;
}

const nothing: Loaded = { state: 'loading', trouble: null, rows: [], next: null, searchedTo: null };
const PAGE = 100;

/** The list as far as it was read. It stays when another view is shown. */
export const loaded = signal<Loaded>(nothing);

/** Names that came up so far, to choose from. */
export const topicsSeen = signal<readonly string[]>([]);

let loadedFor: string | null = null;
let isAsking = false;

/** Reads the first page, unless it is there for this filter. */
export async function load(how: 'again' | 'ifOther' = 'ifOther'): Promise<void> {
  const wanted = filterText.value;
  if (how === 'ifOther' && loadedFor === wanted) return;
  if (loadedFor !== wanted) loaded.value = nothing;
  loadedFor = wanted;
  const answer = await page(filter.value, undefined);
  if (loadedFor !== wanted) return;
  if (answer.kind === 'failed') {
    loaded.value = { ...nothing, state: 'failed', trouble: answer.trouble };
    loadedFor = null;
    return;
  }
  const { deliveries, next, searchedTo } = answer.value;
  const { rows, next: further } = loaded.value;
  const overlaps = rows.length > 0 && deliveries.some(({ id }) => id === rows[0]?.id);
  loaded.value = overlaps
    ? { state: 'ready', trouble: null, rows: merged(deliveries, rows), next: further, searchedTo }
    : { state: 'ready', trouble: null, rows: deliveries, next, searchedTo };
  see(deliveries);
}

/** Reads the next page, if there is one and nothing is asked already. */
export async function loadMore(): Promise<void> {
  const { next, rows, state } = loaded.value;
  if (next === null || isAsking || state !== 'ready') return;
  const wanted = loadedFor;
  isAsking = true;
  const answer = await page(filter.value, next);
  isAsking = false;
  if (loadedFor !== wanted) return;
  if (answer.kind === 'failed') {
    loaded.value = { ...loaded.value, trouble: answer.trouble };
    return;
  }
  const { deliveries, next: further, searchedTo } = answer.value;
  loaded.value = {
    state: 'ready',
    trouble: null,
    rows: merged(rows.length === loaded.value.rows.length ? rows : loaded.value.rows, deliveries),
    next: further,
    searchedTo,
  };
  see(deliveries);
}

async function page(by: Filter, before: string | undefined) {
  return await ask<Deliveries>(query('/api/deliveries', { ...by, before, limit: PAGE }));
}

/** Those that came in the last seconds. */
export const fresh = signal<ReadonlySet<string>>(new Set());

const FRESH_MS = 2_000;
let arrived: DeliveryRow[] = [];

/** A delivery that came just now. With a filter, the server is asked which of them belong to the list. */
export function arrive(row: DeliveryRow): void {
  if (arrived.length === 0) setTimeout(takeIn, filterText.value === '' ? 50 : 500);
  arrived.push(row);
}

function takeIn(): void {
  const rows = arrived.toReversed();
  arrived = [];
  see(rows);
  if (loadedFor === null) return;
  if (loadedFor !== '') {
    void load('again');
    return;
  }
  const ids = new Set(rows.map(({ id }) => id));
  fresh.value = fresh.value.union(ids);
  setTimeout(() => {
    fresh.value = fresh.value.difference(ids);
  }, FRESH_MS);
  loaded.value = { ...loaded.value, rows: merged(rows, loaded.value.rows) };
}

/** The newer first; one that is in both stands once. */
function merged(newer: readonly DeliveryRow[], older: readonly DeliveryRow[]): DeliveryRow[] {
  const ids = new Set(newer.map(({ id }) => id));
  return [...newer, ...older.filter(({ id }) => !ids.has(id))];
}

function see(rows: readonly DeliveryRow[]): void {
  const topics = new Set(topicsSeen.value);
  for (const { topic } of rows) if (topic !== null) topics.add(topic);
  if (topics.size !== topicsSeen.value.length) topicsSeen.value = [...topics].toSorted();
}
