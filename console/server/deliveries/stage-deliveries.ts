import { DELIVERY_FUNCTIONS, patternOf, type StageLog, stageLog } from '../../../cli/deliveries/read-log.ts';
import { located } from '../../../cli/failure.ts';
import { once } from '../../../cli/once.ts';
import type { Deadline } from '../../../src/shared/deadline.ts';
import type { DeliveryRow } from '../../api.ts';
import { type DeliveryFilter, type DeliverySource, fits } from './delivery-source.ts';
import { linesOfRequest, rowOf, settledIn } from './stage-lines.ts';
import { stageNews } from './stage-news.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;
/** A day's log may be large; a minute's is read at once. */
const LONGEST_WINDOW_MS = DAY_MS;
/** One request searches so long, and says how far it came. */
const SEARCHES_FOR_MS = 8_000;
/** Further back, an order's deliveries are not looked for. */
const LOOKS_BACK_MS = 30 * DAY_MS;

/** The deliveries of a stage, by the log lines of its functions: no bodies, and as far back as the log is kept. */
export function stageDeliveries(stage: string): DeliverySource {
  const open = once(async () => {
    const log = await stageLog(stage);
    const of = { what: `The log groups of ponte-${stage}`, of: { kind: 'stage', stage } as const };
    return located({ read: log }, of).read as StageLog;
  });
  const news = stageNews(open);

  return {
    async page(filter, { before, limit }, { now, signal }) {
      const log = await open();
      const cursor = before === null ? null : readCursor(before);
      const stopsAtMs = Date.now() + SEARCHES_FOR_MS;
      const oldestMs = now() - LOOKS_BACK_MS;
      const rows: Found[] = [];
      let toMs = cursor?.atMs ?? now();
      for (let windowMs = MINUTE_MS; toMs > oldestMs; windowMs = Math.min(2 * windowMs, LONGEST_WINDOW_MS)) {
        const fromMs = toMs - windowMs;
        const found = await rowsBetween(log, filter, { fromMs, toMs }, signal);
        rows.push(...found.filter((one) => cursor === null || isOlder(one, cursor)).toSorted(byAge));
        if (rows.length > limit) {
          const deliveries = rows.slice(0, limit).map(({ row }) => row);
          return { deliveries, next: deliveries.at(-1)?.id ?? null, searchedTo: null };
        }
        toMs = fromMs - 1;
        if (Date.now() > stopsAtMs) {
          const searchedTo = new Date(fromMs).toISOString();
          return { deliveries: rows.map(({ row }) => row), next: `at-${toMs}-`, searchedTo };
        }
      }
      return { deliveries: rows.map(({ row }) => row), next: null, searchedTo: null };
    },
    async find(id, { signal }) {
      const { name, atMs, eventId } = readCursor(id);
      if (!DELIVERY_FUNCTIONS.some((one) => one === name)) return null;
      const log = await open();
      const asked = { pattern: patternOf({ what: 'delivery' }), fromMs: atMs, toMs: atMs };
      for await (const event of log(name, asked, signal)) {
        const row = event.id === eventId ? rowOf(name, event) : null;
        if (row !== null) return { row, logged: null, log: await linesOfRequest(log, name, event, signal) };
      }
      return null;
    },
    async ofOrder({ store, order }, sinceMs, { now, signal }) {
      const log = await open();
      const fromMs = Math.max(sinceMs, now() - LOOKS_BACK_MS);
      const found = await rowsBetween(log, { store, order }, { fromMs, toMs: now() }, signal);
      const settled = await settledIn(log, { store, order }, fromMs, signal);
      return {
        deliveries: found
          .toSorted(byAge)
          .toReversed()
          .map(({ row }) => row),
        settled,
      };
    },
    since: (cursor, deadline: Deadline) => news(cursor, deadline),
  };
}

interface Cursor {
  readonly name: string;
  readonly atMs: number;
  readonly eventId: string;
}

interface Found extends Cursor {
  readonly row: DeliveryRow;
}

async function rowsBetween(
  log: StageLog,
  filter: DeliveryFilter,
  span: { readonly fromMs: number; readonly toMs: number },
  signal: AbortSignal,
): Promise<Found[]> {
  const { search = '', ofCustomer, ...fields } = filter;
  // No line holds an e-mail address: only those of the customer's orders can be found.
  const orders = search.includes('@')
    ? [...(ofCustomer ?? [])].map((key) => key.slice(key.indexOf('/') + 1))
    : undefined;
  if (orders?.length === 0) return [];
  const found: Found[] = [];
  for (const name of DELIVERY_FUNCTIONS) {
    const pattern = patternOf({ what: 'delivery', ...fields, order: fields.order ?? orders });
    for await (const event of log(name, { pattern, ...span }, signal)) {
      const row = rowOf(name, event);
      if (row !== null && fits(row, filter)) found.push({ name, atMs: event.atMs, eventId: event.id, row });
    }
  }
  return found;
}

function readCursor(text: string): Cursor {
  const [, name = '', at = '0', eventId = ''] = /^([a-z]+)-(\d{1,15})-(\w*)$/.exec(text) ?? [];
  return { name, atMs: Number(at), eventId };
}

/** The newest first. */
function byAge(one: Cursor, other: Cursor): number {
  return other.atMs - one.atMs || (one.eventId < other.eventId ? 1 : -1);
}

function isOlder(one: Cursor, cursor: Cursor): boolean {
  return (
    one.atMs < cursor.atMs || (one.atMs === cursor.atMs && (cursor.eventId === '' || one.eventId < cursor.eventId))
  );
}
