import * as z from 'zod';
import {
  type ActedOn,
  actedOnJson,
  dismissChosen,
  type ParkedChoice,
  redriveChosen,
} from '../../../cli/parked/act-on-parked.ts';
import { foreseeDismissal } from '../../../cli/parked/dismiss.ts';
import { parkedLine } from '../../../cli/parked/parked-line.ts';
import { foresee } from '../../../cli/parked/redrive.ts';
import { gatherBeside } from '../../../cli/pending/beside.ts';
import { parseOrderId } from '../../../src/domain/order-facts.ts';
import { isOrder } from '../../../src/domain/record.ts';
import { gatherPending } from '../../../src/explain/gather-pending.ts';
import type { Parked } from '../../../src/ports/parked-store.ts';
import type { Accounts, ParkedList, ParkedResults, ParkedRow, PendingList } from '../../api-work.ts';
import { get, limitOf, post, read, readQuery } from '../route.ts';
import { accountRows } from '../work/account-rows.ts';
import { checkLaws } from '../work/laws.ts';

const reveal = z.literal('1').optional();
const parkedPage = z.strictObject({
  before: z.coerce.number().int().min(0).default(0),
  limit: limitOf(200, 50),
  reveal,
});
const pendingPage = z.strictObject({ limit: limitOf(1_000, 200), reveal });
const chosen = z.union([
  z.strictObject({ ids: z.array(z.string().min(1).max(400)).min(1).max(500), dryRun: z.boolean() }),
  z.strictObject({ all: z.literal(true), dryRun: z.boolean() }),
]);
const named = z.strictObject({ orders: z.string().max(20_000).default('') });

export const workRoutes = [
  get('/api/parked', async ({ connection }, { query, deadline }) => {
    const { before, limit, reveal: isRevealed } = readQuery(parkedPage, query);
    const parked: ParkedRow[] = [];
    let seen = 0;
    for await (const one of connection.parkedStore.list(deadline.now(), deadline.signal)) {
      seen += 1;
      if (seen <= before) continue;
      if (parked.length === limit) return { parked, next: String(before + limit) } satisfies ParkedList;
      parked.push(rowOf(one, isRevealed === '1', deadline.now()));
    }
    return { parked, next: null } satisfies ParkedList;
  }),
  post('/api/parked/redrive', async ({ connection }, { body, deadline }) =>
    resultsOf(redriveChosen(connection, choiceOf(body), deadline)),
  ),
  post('/api/parked/dismiss', async ({ connection }, { body, deadline }) =>
    resultsOf(dismissChosen(connection, choiceOf(body), deadline)),
  ),
  get('/api/pending', async ({ connection }, { query, deadline }) => {
    const { limit, reveal: isRevealed } = readQuery(pendingPage, query);
    const config = await connection.config();
    const { retry } = config.settling;
    const { lines, illegible, isMore } = await gatherPending(
      connection.ledger,
      { retry, most: limit, stores: config.stores, personal: isRevealed === '1' },
      deadline.now(),
      deadline.signal,
    );
    const beside = await gatherBeside(connection, config, deadline);
    return { pending: lines, beside, illegible, isMore } satisfies PendingList;
  }),
  get('/api/accounts', async ({ connection }, { deadline }) => {
    const accounts = await accountRows(connection, deadline);
    return { accounts } satisfies Accounts;
  }),
  get('/api/laws', async ({ connection }, { query, deadline }) => {
    const { orders } = readQuery(named, query);
    const keys = orders.split(',').flatMap((name) => {
      const [store = '', order] = name.split('/');
      const id = parseOrderId(order ?? '');
      return id === undefined ? [] : [{ store, order: id }];
    });
    return await checkLaws(connection, keys.slice(0, 200), deadline);
  }),
];

function rowOf(parked: Parked, personal: boolean, nowMs: number): ParkedRow {
  const line = parkedLine(parked);
  const customer = customerOf(parked);
  return {
    ...line,
    changeKey: personal && 'entry' in parked ? parked.entry.changeKey : line.changeKey,
    customer: customer === null || personal ? customer : '***',
    order: orderOf(parked),
    canRedrive: foresee(parked, nowMs).kind === 'wouldRedrive',
    canDismiss: foreseeDismissal(parked).kind === 'wouldDismiss',
  };
}

/** Whose points wait; null for a body, a run, or an order whose customer was erased. */
function customerOf(parked: Parked): string | null {
  if (parked.kind === 'occurrence' || !('record' in parked)) return null;
  const { record } = parked;
  if (!isOrder(record)) return record.customer;
  return record.erasedAtMs === undefined ? (record.customer ?? record.facts.customer?.value ?? null) : null;
}

function orderOf(parked: Parked): ParkedRow['order'] {
  if (parked.kind === 'occurrence' || !('record' in parked) || !isOrder(parked.record)) return null;
  const { store, order } = parked.record.key;
  return { store, order };
}

function choiceOf(body: unknown): ParkedChoice {
  const asked = read(chosen, body, 'which is meant');
  return { ids: 'ids' in asked ? asked.ids : [], dryRun: asked.dryRun };
}

async function resultsOf(acted: AsyncGenerator<ActedOn, readonly string[]>): Promise<ParkedResults> {
  const results: ParkedResults['results'][number][] = [];
  let next = await acted.next();
  for (; next.done !== true; next = await acted.next()) results.push(actedOnJson(next.value));
  return { results, unknown: next.value };
}
