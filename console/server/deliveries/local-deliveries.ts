import { readSettledLine } from '../../../cli/deliveries/settled-line.ts';
import { deliveryLinesAfter, deliveryOf, linesAfter, linesOf } from '../../../cli/local/ask-platform.ts';
import { whyNoOutcome } from '../../../cli/local/describe-answer.ts';
import type { LoggedDelivery } from '../../../local/deliveries/delivery-log.ts';
import { isMetrics, type LoggedLine } from '../../../local/line-log.ts';
import { parseJson } from '../../../src/shared/parse-json.ts';
import type { Changed, DeliveryRow, LogLine } from '../../api.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { appliedPoints, type DeliverySource, fits, type Told } from './delivery-source.ts';

/** As many as the platform keeps. */
const MAX_ROWS = 10_000;

interface SettledAt extends Told {
  readonly number: number;
  readonly store: string | null;
  readonly order: string | null;
}

/** The deliveries of the local platform, by its log; a copy of their lines is kept here, so that lists are not asked for again. */
export function localDeliveries(control: string): DeliverySource {
  let rows: readonly DeliveryRow[] = [];
  let settled: readonly SettledAt[] = [];
  const names = new Map<string, string>();
  let lastDelivery = 0;
  let lastLine = 0;

  const refresh = oneAtATime(async () => {
    const [deliveries, lines] = await Promise.all([
      deliveryLinesAfter(control, lastDelivery),
      linesAfter(control, lastLine),
    ]);
    lastDelivery = deliveries.at(-1)?.number ?? lastDelivery;
    lastLine = lines.at(-1)?.number ?? lastLine;
    if (deliveries.length > 0) {
      const fresh = deliveries.map(rowOf);
      for (const row of fresh) if (row.orderName !== null) names.set(nameOf(row), row.orderName);
      rows = [...rows, ...fresh].slice(-MAX_ROWS).map(withName);
    }
    const told = lines.flatMap(settledAt);
    if (told.length > 0) settled = [...settled, ...told].slice(-MAX_ROWS);
  });

  /** A refund does not say what its order is called: another delivery has. */
  const withName = (row: DeliveryRow) => {
    const known = row.orderName === null ? names.get(nameOf(row)) : undefined;
    return known === undefined ? row : { ...row, orderName: known };
  };

  return {
    async page(filter, { before, limit }) {
      await refresh();
      const end = before === null ? Number.POSITIVE_INFINITY : Number(before);
      const found = rows.filter((row) => Number(row.id) < end && fits(row, filter));
      const deliveries = found.slice(-limit).toReversed();
      const next = found.length > limit ? (deliveries.at(-1)?.id ?? null) : null;
      return { deliveries, next, searchedTo: null };
    },
    async find(id) {
      await refresh();
      const logged = /^\d{1,15}$/.test(id) ? await deliveryOf(control, Number(id)) : null;
      if (logged === null) return null;
      const lines = logged.requestId === null ? [] : await linesOf(control, logged.requestId);
      return { row: withName(rowOf(logged)), logged, log: lines.filter(({ line }) => !isMetrics(line)).map(logLine) };
    },
    async ofOrder({ store, order }) {
      await refresh();
      const named = (one: { readonly store: string | null; readonly order: string | null }) =>
        one.store === store && one.order === order;
      return { deliveries: rows.filter(named), settled: settled.filter(named) };
    },
    async since(cursor) {
      await refresh();
      const [, delivery, line] = /^(\d{1,15})\.(\d{1,15})$/.exec(cursor ?? '') ?? [];
      const fresh = delivery === undefined ? [] : rows.filter(({ id }) => Number(id) > Number(delivery));
      const told = line === undefined ? [] : settled.filter(({ number }) => number > Number(line));
      const changed = [...fresh, ...told].map(({ store, order }) => ({ store, order }));
      return { cursor: `${lastDelivery}.${lastLine}`, deliveries: fresh, changed: distinct(changed) };
    },
  };
}

function distinct(changed: readonly Changed[]): readonly Changed[] {
  return [...new Map(changed.map((one) => [nameOf(one), one])).values()];
}

/** A delivery of the local platform as a line of the list. */
export function rowOf(logged: LoggedDelivery): DeliveryRow {
  const { number, at, store, platform, topic, orderName, status, tookMs, answer } = logged;
  const entries = answer?.entries ?? [];
  return {
    id: String(number),
    at,
    store,
    platform,
    topic,
    order: answer?.order ?? null,
    // What nobody believes is no name.
    orderName: answer?.order === undefined ? null : orderName,
    severity: answer?.severity ?? 'error',
    outcome: answer?.outcome ?? null,
    reason: answer?.reason ?? null,
    message: answer?.message ?? whyNoOutcome(status, store),
    points: appliedPoints(entries),
    entries,
    status,
    tookMs,
  };
}

function nameOf({ store, order }: Pick<DeliveryRow, 'store' | 'order'>): string {
  return `${store}/${order}`;
}

function settledAt({ number, at, line }: LoggedLine): readonly SettledAt[] {
  const told = readSettledLine(line);
  return told === null ? [] : [{ number, at, store: told.store, order: told.order, entries: told.entries }];
}

const LEVELS = { success: 'info', warning: 'warn', error: 'error' } as const;

function logLine({ at, function: name, line }: LoggedLine): LogLine {
  const fields = parseJson(line);
  const severity = typeof fields === 'object' && fields !== null && 'severity' in fields ? fields.severity : null;
  const known = severity === 'success' || severity === 'warning' || severity === 'error' ? LEVELS[severity] : 'info';
  return { at, function: name, level: line.startsWith('function error') ? 'error' : known, line };
}
